using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using NUnit.Framework;

namespace Worldport.Client.Tests
{
    /// <summary>A game in a test: ticks a client, and keeps what it was told and shown.</summary>
    internal sealed class Player : IClientEvents, IDisposable
    {
        public const int DeadlineMs = 20000;

        public readonly List<LinkStatus> Links = new List<LinkStatus>();
        public readonly List<Welcome> Welcomes = new List<Welcome>();
        public readonly List<SessionState> States = new List<SessionState>();
        public readonly List<ModelMessage> Messages = new List<ModelMessage>();
        public readonly List<Refusal> Refusals = new List<Refusal>();
        public readonly List<ServerError> Errors = new List<ServerError>();
        public readonly List<FrameHead> Frames = new List<FrameHead>();

        /// <summary>Told every frame while it is held.</summary>
        public Action<Frame> Shows;

        public Player(string url, ClientOptions options = null)
        {
            Client = new WorldportClient(url, options ?? new ClientOptions());
        }

        public WorldportClient Client { get; }

        /// <summary>Makes a player, connects it, and waits until it drives.</summary>
        public static Player Driving(string url, ClientOptions options = null)
        {
            var player = new Player(url, options);
            player.Client.Start();
            // The client knows of a welcome before its player is told.
            player.Until(
                () => player.Client.IsDriving && player.Welcomes.LastOrDefault() == player.Client.Welcome, "the client to drive");
            // Of an earlier session, in which it waited: only the welcome of the session it drives counts.
            player.Welcomes.RemoveRange(0, player.Welcomes.Count - 1);
            player.Frames.Clear();
            player.Errors.Clear();
            return player;
        }

        /// <summary>Makes a player, connects it, and waits for the welcome.</summary>
        public static Player Welcomed(string url, ClientOptions options = null)
        {
            var player = new Player(url, options);
            player.Client.Start();
            player.Until(() => player.Client.Welcome != null, "a welcome");
            return player;
        }

        /// <summary>What a game does once per tick.</summary>
        public void Tick()
        {
            Client.Poll(this);
            if (Client.TryTakeFrame("main", out Frame frame))
            {
                using (frame)
                {
                    Frames.Add(frame.Head);
                    Shows?.Invoke(frame);
                    long nowUs = Clock.NowUs;
                    Client.Shown(frame.Head, frame.ReceivedUs, nowUs, nowUs);
                }
            }
            Client.Flush();
        }

        /// <summary>Ticks until it is so.</summary>
        public void Until(Func<bool> isSo, string what, int deadlineMs = DeadlineMs)
        {
            long endUs = Clock.NowUs + deadlineMs * 1000L;
            while (true)
            {
                Tick();
                if (isSo()) return;
                if (Clock.NowUs > endUs) Assert.Fail($"Waited {deadlineMs} ms for {what}. Link: {Client.Status.Phase} {Client.Status}; state: {Client.State?.State} {Client.State?.Detail}; errors: {Told()}");
                Thread.Sleep(2);
            }
        }

        /// <summary>Ticks until a task has ended, and gives its result.</summary>
        public T Await<T>(Task<T> task, string what = "a reply")
        {
            Until(() => task.IsCompleted, what);
            return task.Result;
        }

        /// <summary>Sends a command and gives its reply; <paramref name="then"/> is done between the two.</summary>
        public Reply Ask(string command, Dictionary<string, object> args = null, Action then = null)
        {
            Task<Reply> reply = Client.SendCommand(command, args);
            then?.Invoke();
            return Await(reply, command);
        }

        /// <summary>Waits until the server has told an error of this code.</summary>
        public ServerError ErrorOf(string code)
        {
            Until(() => Errors.Exists(error => error.Code == code), $"the error {code}");
            return Errors.Find(error => error.Code == code);
        }

        /// <summary>Waits until the link has ended with this code, for good or not.</summary>
        public LinkStatus EndOf(string code)
        {
            Until(() => Links.Exists(status => IsEnd(status, code)), $"the link to end with {code}");
            return Links.Find(status => IsEnd(status, code));
        }

        public void Dispose() => Client.Close();

        private static bool IsEnd(LinkStatus status, string code) =>
            status.Code == code && (status.Phase == LinkPhase.Ended || status.Phase == LinkPhase.Retrying);

        private string Told() => string.Join(", ", Errors.ConvertAll(error => error.Code).ToArray());

        void IClientEvents.OnLink(LinkStatus status) => Links.Add(status);

        void IClientEvents.OnWelcome(Welcome welcome) => Welcomes.Add(welcome);

        void IClientEvents.OnState(SessionState state) => States.Add(state);

        void IClientEvents.OnMessage(ModelMessage message) => Messages.Add(message);

        void IClientEvents.OnRefused(Refusal refusal) => Refusals.Add(refusal);

        void IClientEvents.OnError(ServerError error) => Errors.Add(error);
    }
}

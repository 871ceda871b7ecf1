using System;
using System.Collections.Generic;
using System.Threading.Tasks;
using Worldport.Client;

namespace Worldport.Editor
{
    /// <summary>
    /// A client of the editor's own, beside whatever the game does: connection, state and schema of a server, and a way to send
    /// commands. Its owner calls <see cref="Tick"/> several times a second, and <see cref="Dispose"/> or <see cref="Drop"/> in the end.
    /// </summary>
    public sealed class EditorConnection : IClientEvents, IDisposable
    {
        private const int MostLines = 50;

        private readonly WorldportClient _client;
        private readonly ResumeToken _resume;
        private readonly Queue<string> _lines = new Queue<string>();
        private readonly List<Task<Reply>> _waiting = new List<Task<Reply>>();

        /// <summary>Opens a connection.</summary>
        /// <param name="url">The server's, as it prints it.</param>
        /// <param name="token">Empty where it asks for none.</param>
        /// <param name="drives">False looks on, so that a game can drive meanwhile.</param>
        public EditorConnection(string url, string token, bool drives)
        {
            _resume = ResumeToken.For(url + " in the editor", drives ? WorldportRole.Driver : WorldportRole.Spectator);
            _client = new WorldportClient(url, new ClientOptions
            {
                Store = _resume,
                Name = "worldport unity editor",
                Engine = "unity",
                Drives = drives,
                Token = string.IsNullOrEmpty(token) ? null : token,
            });
            _client.Start();
        }

        /// <summary>The schema document came, or another one.</summary>
        public event Action<SchemaDocument> SchemaChanged;

        /// <summary>The model's document; null before the first welcome.</summary>
        public SchemaDocument Schema { get; private set; }

        /// <summary>Where time goes, and what became of the frames.</summary>
        public Statistics Statistics => _client.Statistics;

        /// <summary>Whether commands of this client count.</summary>
        public bool IsDriving => _client.IsDriving;

        /// <summary>Whether frames may come: a session runs, or it is not known yet.</summary>
        public bool MayGiveFrames => _client.State == null || _client.State.State == "streaming";

        /// <summary>Whether the connection has ended for good, or there is something to mend.</summary>
        public bool HasProblem => _client.Status.Phase == LinkPhase.Ended || _client.Status.Phase == LinkPhase.Retrying;

        /// <summary>Replies, refusals and the model's messages: newest last, a line each.</summary>
        public IEnumerable<string> Lines => _lines;

        /// <summary>How it stands, in a sentence.</summary>
        public string Standing
        {
            get
            {
                SessionState state = _client.State;
                if (_client.Status.Phase != LinkPhase.Open || state == null) return _client.Status.ToString();
                string detail = state.Detail == "" ? "" : " " + state.Detail;
                if (state.State == "loading") return $"The model loads ({state.Progress * 100:0} %).{detail}";
                if (state.Role == "queued") return $"Another client drives; this one is number {state.QueuePosition} in the queue.{detail}";
                return $"The session is {state.State}{(state.IsPaused ? ", paused" : "")}; this client is its {state.Role}.{detail}";
            }
        }

        /// <summary>Takes what came, and sends what waits.</summary>
        public void Tick()
        {
            _client.Poll(this);
            _client.Flush();
            for (int i = _waiting.Count - 1; i >= 0; i--)
            {
                if (!_waiting[i].IsCompleted) continue;
                Reply reply = _waiting[i].Result;
                _waiting.RemoveAt(i);
                // Those that were refused are told by themselves.
                if (reply.Ok) Add($"{reply.Command}: {(reply.Result == null ? "done" : Codegen.JsonText.Of(reply.Result))}");
            }
        }

        /// <summary>Takes the newest frame of a track; the caller releases it.</summary>
        public bool TryTakeFrame(string track, out Frame frame) => _client.TryTakeFrame(track, out frame);

        /// <summary>Sends what a form holds: held commands as their state, others once.</summary>
        public void Send(CommandForm form)
        {
            if (form.SendsChanges) _client.Hold(form.Command.Name, form.Args());
            else _waiting.Add(_client.SendCommand(form.Command.Name, form.Args()));
        }

        /// <summary>Holds the session, or lets it go on.</summary>
        public void Pause(bool isPaused)
        {
            if (isPaused) _client.Pause();
            else _client.Play();
        }

        /// <summary>Ends the session and begins another.</summary>
        public void Restart() => _client.Restart();

        /// <summary>Says goodbye: the session ends, if this client drives it.</summary>
        public void Dispose()
        {
            _client.Close("The editor's window was closed.");
            _resume.Release();
        }

        /// <summary>Ends the connection without a word: the next connection to this server, after a script reload, carries on.</summary>
        public void Drop()
        {
            _client.Dispose();
            _resume.Release();
        }

        void IClientEvents.OnLink(LinkStatus status)
        {
        }

        void IClientEvents.OnWelcome(Welcome welcome)
        {
            if (Schema != null && Schema.Hash == welcome.Schema.Hash) return;
            Schema = welcome.Schema;
            SchemaChanged?.Invoke(Schema);
        }

        void IClientEvents.OnState(SessionState state)
        {
        }

        void IClientEvents.OnMessage(ModelMessage message) => Add($"{message.Name}: {Codegen.JsonText.Of(message.Data)}");

        void IClientEvents.OnRefused(Refusal refusal) => Add($"{refusal.Command} was refused: {refusal.Error.Message} ({refusal.Error.Code})");

        void IClientEvents.OnError(ServerError error) => Add($"{error.Message} ({error.Code})");

        private void Add(string line)
        {
            _lines.Enqueue(line);
            if (_lines.Count > MostLines) _lines.Dequeue();
        }
    }
}

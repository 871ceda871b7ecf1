using System;
using Worldport.Client;

namespace Worldport.Bench
{
    /// <summary>The client as a game uses it: frames are taken by a thread that ticks.</summary>
    internal sealed class OurClient : IReceiver, IClientEvents
    {
        private readonly WorldportClient _client;
        private readonly Measure _measure;

        public OurClient(string url, Measure measure)
        {
            _measure = measure;
            _client = new WorldportClient(url);
            _client.Start();
        }

        public long Frames => _client.Statistics.Received;

        public void Tick()
        {
            _client.Poll(this);
            if (_client.TryTakeFrame("main", out Frame frame))
            {
                _measure.Add(frame);
                frame.Release();
            }
            _client.Flush();
        }

        public void Dispose() => _client.Close();

        void IClientEvents.OnLink(LinkStatus status)
        {
        }

        void IClientEvents.OnWelcome(Welcome welcome)
        {
        }

        void IClientEvents.OnState(SessionState state)
        {
        }

        void IClientEvents.OnMessage(ModelMessage message)
        {
        }

        void IClientEvents.OnRefused(Refusal refusal)
        {
        }

        void IClientEvents.OnError(ServerError error) => Console.Error.WriteLine($"{error.Code}: {error.Message}");
    }
}

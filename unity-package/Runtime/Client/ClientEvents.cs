using System.Collections.Generic;

namespace Worldport.Client
{
    /// <summary>
    /// What a client has to tell, in the order it happened. Called by <see cref="WorldportClient.Poll"/>, on the thread
    /// that calls it.
    /// </summary>
    public interface IClientEvents
    {
        /// <summary>The connection is being opened, is open, is tried again, or has ended for good.</summary>
        void OnLink(LinkStatus status);

        /// <summary>A session is there: after connecting, and whenever a new one opens.</summary>
        void OnWelcome(Welcome welcome);

        /// <summary>The session entered a state, or something about it changed.</summary>
        void OnState(SessionState state);

        /// <summary>The model sent a declared message.</summary>
        void OnMessage(ModelMessage message);

        /// <summary>A command was not applied. Also told for commands whose reply nobody awaits.</summary>
        void OnRefused(Refusal refusal);

        /// <summary>The server refused something else, or says why the session ended.</summary>
        void OnError(ServerError error);
    }

    /// <summary>A declared, typed word that the model sent unasked.</summary>
    public sealed class ModelMessage
    {
        internal ModelMessage(Body body)
        {
            Name = body.Text("name");
            Data = body.Inner("data").Map;
        }

        /// <summary>Its name in the schema document.</summary>
        public string Name { get; }

        /// <summary>Its fields.</summary>
        public Dictionary<string, object> Data { get; }
    }

    /// <summary>Something the server refused, or why the session ended.</summary>
    public sealed class ServerError
    {
        internal ServerError(Body body)
        {
            Code = body.Text("code");
            Message = body.Text("message");
            About = body.Text("about");
        }

        /// <summary>A code of the protocol.</summary>
        public string Code { get; }

        /// <summary>A sentence for people.</summary>
        public string Message { get; }

        /// <summary>The message type or name it is about; "" for none.</summary>
        public string About { get; }
    }

    /// <summary>Events between the thread where they happen and the one that polls; the oldest goes when it is full. Thread-safe.</summary>
    internal sealed class EventQueue
    {
        private readonly object _gate = new object();
        /// <summary>Events that wait for <see cref="WorldportClient.Poll"/>; the oldest is dropped beyond it, and counted.</summary>
        private const int MaxEvents = 1024;

        private readonly object[] _events = new object[MaxEvents];
        private int _first;
        private int _count;
        private long _dropped;

        /// <summary>Events that were pushed out before anybody polled.</summary>
        public long Dropped
        {
            get { lock (_gate) return _dropped; }
        }

        public int Count
        {
            get { lock (_gate) return _count; }
        }

        public void Add(object happened)
        {
            lock (_gate)
            {
                if (_count == _events.Length)
                {
                    _first = (_first + 1) % _events.Length;
                    _count--;
                    _dropped++;
                }
                _events[(_first + _count++) % _events.Length] = happened;
            }
        }

        public bool TryTake(out object happened)
        {
            happened = null;
            lock (_gate)
            {
                if (_count == 0) return false;
                happened = _events[_first];
                _events[_first] = null;
                _first = (_first + 1) % _events.Length;
                _count--;
                return true;
            }
        }
    }
}

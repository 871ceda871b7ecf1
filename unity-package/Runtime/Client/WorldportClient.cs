using System;
using System.Collections.Generic;

namespace Worldport.Client
{
    /// <summary>
    /// A whole client: connection, outbox, frame slots and clock together. It receives on threads of its own; a game calls
    /// <see cref="Poll"/>, <see cref="TryTakeFrame"/> and <see cref="Flush"/> once per tick. All members may be called from
    /// any thread, and none waits.
    /// </summary>
    public sealed partial class WorldportClient : IDisposable, ILinkEvents, IOutgoing
    {
        private readonly object _gate = new object();
        private readonly ClientOptions _options;
        private readonly IResumeStore _store;
        private readonly Uri _uri;
        private readonly Outbox _outbox;
        private readonly FramePool _pool = new FramePool();
        private readonly PixelPool _pixels = new PixelPool();
        private readonly EventQueue _events = new EventQueue();
        private volatile Link _link;
        private volatile Welcome _welcome;
        private volatile SessionState _state;
        private volatile LinkStatus _status = new LinkStatus(LinkPhase.Closed);

        /// <summary>Makes a client. Nothing is opened before <see cref="Start"/>.</summary>
        /// <param name="url">The server's, as it prints it: <c>http://127.0.0.1:8080</c>. One that can't be used is told by <see cref="Start"/>.</param>
        /// <param name="options">Null for a driver without wishes.</param>
        public WorldportClient(string url, ClientOptions options = null)
        {
            Url = url;
            _options = options ?? new ClientOptions();
            _store = _options.Store ?? new MemoryStore();
            _uri = ServerUrl.Socket(url);
            _outbox = new Outbox(this);
            Statistics = new Statistics(Superseded);
        }

        /// <summary>The server's address, as given.</summary>
        public string Url { get; }

        /// <summary>The connection, and why it is not open when it is not. Never null.</summary>
        public LinkStatus Status => _status;

        /// <summary>The newest welcome; null before the first.</summary>
        public Welcome Welcome => _welcome;

        /// <summary>Where the session is; null while the connection is down.</summary>
        public SessionState State => _state;

        /// <summary>The model's schema document; null before the first welcome.</summary>
        public SchemaDocument Schema => _welcome?.Schema;

        /// <summary>Whether this client's commands count.</summary>
        public bool IsDriving => _state?.IsDriving ?? false;

        /// <summary>Where the time goes, and what became of the frames.</summary>
        public Statistics Statistics { get; }

        /// <summary>Events that were pushed out by newer ones because nobody polled.</summary>
        public long DroppedEvents => _events.Dropped;

        /// <summary>Frames with a buffer made so far, for tests.</summary>
        internal int FramesMade => _pool.Made;

        /// <summary>
        /// Opens the connection and keeps it open: one that is cut or can't be opened is tried again. Does nothing while there
        /// is one; after an end for good it tries once more.
        /// </summary>
        public void Start()
        {
            Link link;
            lock (_gate)
            {
                if (_link != null) return;
                if (_uri == null)
                {
                    Tell(new LinkStatus(
                        LinkPhase.Ended, "bad_url", $"\"{Url}\" is no address of a server.", LinkEnds.RemedyOf("bad_url")));
                    return;
                }
                link = new Link(_uri, this, _options, _store, _pool, _pixels, _welcome?.SchemaHash ?? "");
                _link = link;
            }
            link.Start();
        }

        /// <summary>
        /// Says goodbye and ends the connection for good: the session ends if this client drives it, and commands that wait are
        /// answered with <c>closed</c>. To come back into the same session use <see cref="Dispose"/>.
        /// </summary>
        public void Close(string reason = "The client was closed.") => Stop(reason)?.Leave(reason);

        /// <summary>
        /// Ends the connection without a word: the server holds the session for a while (resume_grace_ms), and a client with the
        /// same <see cref="ClientOptions.Store"/> carries on. Commands that wait are answered with <c>closed</c>.
        /// </summary>
        public void Dispose() => Stop("The client was closed.")?.Drop();

        /// <summary>Tells everything that has happened since the last call, on this thread. Gives how many events that were.</summary>
        public int Poll(IClientEvents events)
        {
            // Not more than there are: a handler may cause events.
            int count = _events.Count;
            for (int i = 0; i < count; i++)
            {
                if (!_events.TryTake(out object happened)) return i;
                if (happened is SessionState state) events.OnState(state);
                else if (happened is ModelMessage message) events.OnMessage(message);
                else if (happened is Refusal refusal) events.OnRefused(refusal);
                else if (happened is ServerError error) events.OnError(error);
                else if (happened is LinkStatus status) events.OnLink(status);
                else if (happened is Welcome welcome) events.OnWelcome(welcome);
            }
            return count;
        }

        private Link Stop(string reason)
        {
            Link link;
            lock (_gate)
            {
                link = _link;
                _link = null;
                if (link != null) Tell(new LinkStatus(LinkPhase.Closed, "closed", reason));
                Enter(null);
                _outbox.Abandon("closed", reason);
            }
            ClearFrames();
            return link;
        }

        /// <inheritdoc/>
        void ILinkEvents.OnStatus(Link link, LinkStatus status)
        {
            lock (_gate)
            {
                if (link != _link) return;
                if (status.Phase == LinkPhase.Connecting && _status.Phase == LinkPhase.Retrying)
                    status = new LinkStatus(LinkPhase.Connecting, _status.Code, _status.Sentence, _status.Remedy);
                if (status.Phase != LinkPhase.Open)
                {
                    Statistics.LinkDown();
                    Enter(null);
                }
                Tell(status);
                if (status.Phase != LinkPhase.Ended) return;
                _link = null;
                _outbox.Abandon(status.Code, status.Sentence);
            }
        }

        /// <inheritdoc/>
        void ILinkEvents.OnMessage(Link link, string type, Body body)
        {
            lock (_gate)
            {
                if (link != _link) return;
                switch (type)
                {
                    case "welcome": Begin(body); break;
                    case "state": Enter(new SessionState(body)); break;
                    case "reply": Settle(body); break;
                    case "message": _events.Add(new ModelMessage(body)); break;
                    case "error": _events.Add(new ServerError(body)); break;
                    case "pong": Statistics.Ponged(body.Whole("t_us"), body.Whole("server_us"), Clock.NowUs); break;
                    case "bye":
                        if (!LinkEnds.IsResumable(body.Text("code"))) _outbox.Abandon(body.Text("code"), body.Text("reason"));
                        break;
                    // Types of a later version are ignored.
                }
            }
        }

        private void Begin(Body body)
        {
            Dictionary<string, object> document = body.MapOrNull("schema");
            SchemaDocument schema = document != null ? SchemaDocument.Of(document) : _welcome?.Schema;
            if (schema == null) throw new FormatException("The welcome lacks the schema document.");
            var welcome = new Welcome(body, schema);
            if (_welcome != null && _welcome.SchemaHash != welcome.SchemaHash) _outbox.Reset();
            _welcome = welcome;
            if (!welcome.Resumed) ClearFrames();
            Statistics.SessionBegan(welcome.NextCommandId);
            _events.Add(welcome);
            _outbox.Welcome(welcome.NextCommandId, welcome.Resumed);
        }

        private void Enter(SessionState state)
        {
            if (state == null && _state == null) return;
            _state = state;
            if (state != null) _events.Add(state);
            bool wasOpen = _outbox.IsOpen;
            _outbox.SetOpen(state != null && state.IsDriving);
            if (!wasOpen && _outbox.IsOpen) _outbox.Flush();
        }

        private void Tell(LinkStatus status)
        {
            _status = status;
            _events.Add(status);
        }
    }
}

using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;

namespace Worldport.Client
{
    /// <summary>
    /// The link to the server: one connection after another, with resume token, backoff and the reason of each end, until
    /// it is dropped or ends for good. Used once.
    /// </summary>
    internal sealed class Link : IOutgoing
    {
        private const int ByeMs = 1000;

        private readonly CancellationTokenSource _life = new CancellationTokenSource();
        private readonly Uri _uri;
        private readonly ILinkEvents _events;
        private readonly ClientOptions _options;
        private readonly IResumeStore _store;
        private readonly FramePool _pool;
        private readonly PixelPool _pixels;
        private readonly Random _random = new Random();
        private volatile Connection _connection;
        private volatile bool _isLeaving;
        private LinkEnd? _farewell;
        private string _schemaHash;
        private int _tries;

        /// <param name="uri">Of <c>/ws</c>.</param>
        /// <param name="events">Told everything.</param>
        /// <param name="options">How to introduce oneself.</param>
        /// <param name="store">Keeps the resume token.</param>
        /// <param name="pool">Frames are received into.</param>
        /// <param name="pixels">Frames for the model lie in.</param>
        /// <param name="schemaHash">Hash of the schema document the client has; "" for none.</param>
        public Link(
            Uri uri,
            ILinkEvents events,
            ClientOptions options,
            IResumeStore store,
            FramePool pool,
            PixelPool pixels,
            string schemaHash)
        {
            _uri = uri;
            _events = events;
            _options = options;
            _store = store;
            _pool = pool;
            _pixels = pixels;
            _schemaHash = schemaHash;
        }

        /// <summary>Opens the link and keeps it open.</summary>
        public void Start() => Task.Run(RunAsync);

        /// <summary>Says goodbye: the session ends if this client drives it. Does not wait.</summary>
        public void Leave(string reason)
        {
            _store.Save(null);
            _isLeaving = true;
            Sender sender = Begin("bye");
            if (sender == null)
            {
                Drop();
                return;
            }
            sender.Writer.WriteMapHead(1);
            sender.Writer.Write("reason");
            sender.Writer.Write(reason);
            sender.Commit();
            // On this thread: the process may end before another one gets its turn.
            sender.End(true);
            // The server closes when it has read it.
            _life.CancelAfter(ByeMs);
        }

        /// <summary>Ends the link without a word: the session is held for a while for whoever has the resume token. Does not wait.</summary>
        public void Drop() => _life.Cancel();

        /// <inheritdoc/>
        public Sender Begin(string type)
        {
            Sender sender = _connection?.Sender;
            return sender != null && sender.TryBegin(type) ? sender : null;
        }

        /// <summary>Sends a frame for the model, which is the link's from now on. False when no link is open.</summary>
        public bool Send(InFrame frame)
        {
            Sender sender = _connection?.Sender;
            if (sender == null) return false;
            sender.Send(frame);
            return true;
        }

        /// <summary>Takes a message of the present connection.</summary>
        public void Receive(in Envelope message)
        {
            Body body = message.Body;
            if (message.Type == "welcome") Welcomed(body);
            if (message.Type == "bye") _farewell = new LinkEnd(body.Text("code"), body.Text("reason"));
            if (message.Type == "error" && LinkEnds.IsFinal(body.Text("code")))
                _farewell = new LinkEnd(body.Text("code"), body.Text("message"));
            _events.OnMessage(this, message.Type, body);
        }

        /// <summary>Takes a frame of the present connection.</summary>
        public void Deliver(Frame frame) => _events.OnFrame(this, frame);

        private async Task RunAsync()
        {
            while (!_life.IsCancellationRequested)
            {
                _events.OnStatus(this, new LinkStatus(LinkPhase.Connecting));
                LinkEnd end = await ConnectAsync().ConfigureAwait(false);
                if (_isLeaving || _life.IsCancellationRequested) break;
                if (LinkEnds.IsFinal(end.Code))
                {
                    if (end.Code == "replaced") _store.Save(null);
                    _events.OnStatus(this, new LinkStatus(LinkPhase.Ended, end.Code, end.Sentence, LinkEnds.RemedyOf(end.Code)));
                    break;
                }
                int retryMs = (int)(Bounds.BackoffMs[Math.Min(_tries++, Bounds.BackoffMs.Length - 1)] * (0.85 + 0.3 * _random.NextDouble()));
                _events.OnStatus(
                    this, new LinkStatus(LinkPhase.Retrying, end.Code, end.Sentence, LinkEnds.RemedyOf(end.Code), retryMs));
                try
                {
                    await Task.Delay(retryMs, _life.Token).ConfigureAwait(false);
                }
                catch (OperationCanceledException)
                {
                    break;
                }
            }
        }

        private async Task<LinkEnd> ConnectAsync()
        {
            _farewell = null;
            using (var connection = new Connection(this, _options, _pool, _pixels))
            using (_life.Token.Register(state => ((Connection)state).Abort("closed"), connection))
            {
                _connection = connection;
                LinkEnd end = await connection.RunAsync(_uri, Hello).ConfigureAwait(false);
                _connection = null;
                return Told(end);
            }
        }

        /// <summary>The server's own words come first.</summary>
        private LinkEnd Told(LinkEnd end)
        {
            string code = _farewell?.Code ?? end.Code;
            string sentence = _farewell?.Sentence ?? "";
            if (sentence.Length == 0) sentence = end.Sentence;
            if (code == "replaced" || sentence.Length == 0) sentence = LinkEnds.SentenceOf(code);
            return new LinkEnd(code, sentence.Length == 0 ? "The link to the server is down." : sentence);
        }

        private void Welcomed(Body body)
        {
            _tries = 0;
            if (!_isLeaving) _store.Save(body.Text("resume"));
            if (body.Has("schema")) _schemaHash = body.Text("schema_hash");
            _connection?.Welcomed();
            _events.OnStatus(this, new LinkStatus(LinkPhase.Open));
        }

        private void Hello(Sender sender)
        {
            if (_options.Protocol == 0 || !sender.TryBegin("hello")) return;
            try
            {
                WriteHello(sender.Writer, _store.Load());
                sender.Commit();
            }
            finally
            {
                sender.End(false);
            }
        }

        private void WriteHello(MsgPackWriter writer, string resume)
        {
            writer.WriteMapHead(
                3 + (Has(_options.Token) ? 1 : 0) + (Has(resume) ? 1 : 0) + (Has(_schemaHash) ? 1 : 0) +
                (_options.Tracks != null ? 1 : 0) + (_options.Seed.HasValue ? 1 : 0));
            writer.Write("protocol");
            writer.Write((long)_options.Protocol);
            writer.Write("client");
            writer.WriteMapHead(_options.Engine == null ? 2 : 3);
            Write(writer, "name", _options.Name);
            Write(writer, "version", _options.Version);
            if (_options.Engine != null) Write(writer, "engine", _options.Engine);
            Write(writer, "role", _options.Drives ? "driver" : "spectator");
            if (Has(_options.Token)) Write(writer, "token", _options.Token);
            if (Has(resume)) Write(writer, "resume", resume);
            if (Has(_schemaHash)) Write(writer, "schema_hash", _schemaHash);
            if (_options.Tracks != null) WriteTracks(writer, _options.Tracks);
            if (!_options.Seed.HasValue) return;
            writer.Write("seed");
            writer.Write(_options.Seed.Value);
        }

        private static void WriteTracks(MsgPackWriter writer, Dictionary<string, TrackWish> tracks)
        {
            writer.Write("tracks");
            writer.WriteMapHead(tracks.Count);
            foreach (KeyValuePair<string, TrackWish> track in tracks)
            {
                writer.Write(track.Key);
                writer.WriteMapHead(track.Value.Count);
                track.Value.WriteTo(writer);
            }
        }

        private static void Write(MsgPackWriter writer, string key, string value)
        {
            writer.Write(key);
            writer.Write(value);
        }

        private static bool Has(string text) => !string.IsNullOrEmpty(text);
    }

    /// <summary>What a link tells its client. Called from any thread, without a lock of the link.</summary>
    internal interface ILinkEvents
    {
        void OnStatus(Link link, LinkStatus status);

        /// <summary>Everything but frames.</summary>
        void OnMessage(Link link, string type, Body body);

        /// <summary>A frame, which is the client's from now on. Its credit is given back when this returns.</summary>
        void OnFrame(Link link, Frame frame);
    }
}

using System;
using System.Net.WebSockets;
using System.Threading;
using System.Threading.Tasks;

namespace Worldport.Client
{
    /// <summary>
    /// One WebSocket from opening to end: hello → messages and frames → why it ended. Frames are received into pooled
    /// buffers and read in place; <c>seen</c> is sent by the receiving thread as soon as a frame lies whole in its slot.
    /// </summary>
    internal sealed class Connection : IDisposable
    {
        private const int CloseMs = 1000;

        private readonly ClientWebSocket _socket = new ClientWebSocket();
        private readonly CancellationTokenSource _abort = new CancellationTokenSource();
        private readonly FrameHeadReader _heads = new FrameHeadReader();
        private readonly ClientOptions _options;
        private readonly FramePool _pool;
        private readonly PixelPool _pixels;
        private readonly Link _link;
        private readonly Timer _timer;
        private int _pings;
        private long _heardUs;
        private volatile Sender _sender;
        private volatile bool _isWelcome;
        private volatile string _failure;

        public Connection(Link link, ClientOptions options, FramePool pool, PixelPool pixels)
        {
            _link = link;
            _options = options;
            _pool = pool;
            _pixels = pixels;
            _timer = new Timer(state => ((Connection)state).Tick(), this, Timeout.Infinite, Timeout.Infinite);
        }

        /// <summary>The way out; null until hello is on it.</summary>
        public Sender Sender => _sender;

        /// <summary>Opens the socket, says hello, and receives until the end, of which it gives code and sentence.</summary>
        public async Task<LinkEnd> RunAsync(Uri uri, Action<Sender> hello)
        {
            Exception failed;
            try
            {
                _heardUs = Clock.NowUs;
                _timer.Change(Bounds.FirstPingMs, Bounds.FirstPingMs);
                _socket.Options.AddSubProtocol("worldport.v1");
                // The protocol has pings of its own, which are answered.
                _socket.Options.KeepAliveInterval = Timeout.InfiniteTimeSpan;
                await _socket.ConnectAsync(uri, _abort.Token).ConfigureAwait(false);
                _heardUs = Clock.NowUs;
                var sender = new Sender(_socket, _pixels, _abort.Token, SendingFailed);
                hello(sender);
                _sender = sender;
                return await ReceiveAsync().ConfigureAwait(false);
            }
            catch (FormatException error)
            {
                return new LinkEnd("bad_message", $"The server sent something that can't be read. {error.Message}");
            }
            catch (Exception error)
            {
                failed = error;
            }
            if (_failure != null) return new LinkEnd("", _failure);
            if (_sender != null) return new LinkEnd("", "");
            LinkEnd? refusal = null;
            if (LinkEnd.IsRefusal(failed)) refusal = await RefusedUpgrade.AskAsync(uri).ConfigureAwait(false);
            return refusal ?? LinkEnd.Of(failed, uri);
        }

        /// <summary>From the welcome on the connection is taken for open, and pings are sent.</summary>
        public void Welcomed()
        {
            _isWelcome = true;
            _pings = 0;
            Tick();
        }

        /// <summary>Ends the connection at once, for this reason.</summary>
        public void Abort(string why)
        {
            _failure = _failure ?? why;
            _abort.Cancel();
        }

        /// <summary>The server's farewell may still lie in the socket, and says more than a failed send; it has a moment to be read.</summary>
        private void SendingFailed(string why)
        {
            _failure = _failure ?? why;
            _abort.CancelAfter(CloseMs);
        }

        /// <summary>Ends what is under way and lets go of the socket, timer and buffers. Does not wait.</summary>
        public void Dispose()
        {
            _timer.Dispose();
            _sender?.Close();
            _abort.Cancel();
            _socket.Dispose();
        }

        private async Task<LinkEnd> ReceiveAsync()
        {
            Frame frame = _pool.Take();
            try
            {
                int used = 0;
                while (true)
                {
                    if (used == frame.Buffer.Length) _pool.Grow(frame, used);
                    var room = new ArraySegment<byte>(frame.Buffer, used, frame.Buffer.Length - used);
                    WebSocketReceiveResult result = await _socket.ReceiveAsync(room, _abort.Token).ConfigureAwait(false);
                    Volatile.Write(ref _heardUs, Clock.NowUs);
                    if (result.MessageType == WebSocketMessageType.Close) return await ClosedAsync().ConfigureAwait(false);
                    used += result.Count;
                    if (!result.EndOfMessage) continue;
                    if (result.MessageType != WebSocketMessageType.Binary)
                        throw new FormatException("A text message came; every message is binary.");
                    if (FrameHeadReader.IsFrame(frame.Buffer, used)) frame = Deliver(frame, used);
                    else _link.Receive(Envelope.Read(frame.Buffer, 0, used));
                    used = 0;
                }
            }
            finally
            {
                frame.Release();
            }
        }

        /// <summary>Hands a whole frame on and gives its credit back. Gives the frame to receive the next message into.</summary>
        private Frame Deliver(Frame frame, int messageBytes)
        {
            frame.Read(messageBytes, _heads);
            _pool.Learn(messageBytes);
            // Read before it is handed on: from then on it may be released, and used again, at any moment.
            FrameHead head = frame.Head;
            Frame next = _pool.Take();
            _link.Deliver(frame);
            Sender sender = _sender;
            if (!sender.TryBegin("seen")) return next;
            MsgPackWriter writer = sender.Writer;
            writer.WriteMapHead(3);
            writer.Write("track");
            writer.Write(head.Track);
            writer.Write("epoch");
            writer.Write(head.Epoch);
            writer.Write("seq");
            writer.Write(head.Seq);
            sender.Commit();
            sender.End(true);
            return next;
        }

        private async Task<LinkEnd> ClosedAsync()
        {
            var end = new LinkEnd(
                LinkEnds.CodeOf((int)(_socket.CloseStatus ?? WebSocketCloseStatus.Empty)),
                _socket.CloseStatusDescription ?? "");
            _sender.Close();
            using (var deadline = new CancellationTokenSource(CloseMs))
            {
                try
                {
                    await _socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, "", deadline.Token).ConfigureAwait(false);
                }
                catch (Exception)
                {
                    // The other side may be gone already; how it ended is known.
                }
            }
            return end;
        }

        private void Tick()
        {
            long silentMs = (Clock.NowUs - Volatile.Read(ref _heardUs)) / 1000;
            if (!_isWelcome)
            {
                if (silentMs > _options.OpenTimeoutMs)
                    Abort($"The server did not answer within {_options.OpenTimeoutMs} ms.");
                return;
            }
            if (silentMs > _options.SilenceTimeoutMs)
            {
                Abort($"Nothing came from the server for {_options.SilenceTimeoutMs} ms.");
                return;
            }
            int every = ++_pings < Bounds.FirstPings ? Bounds.FirstPingMs : Bounds.PingMs;
            try
            {
                if (_pings <= Bounds.FirstPings) _timer.Change(every, every);
            }
            catch (ObjectDisposedException)
            {
                return; // The link ended meanwhile.
            }
            Sender sender = _sender;
            if (!sender.TryBegin("ping")) return;
            sender.Writer.WriteMapHead(1);
            sender.Writer.Write("t_us");
            sender.Writer.Write(Clock.NowUs);
            sender.Commit();
            sender.End(true);
        }
    }
}

using System;
using System.Collections.Generic;
using System.Net.WebSockets;
using System.Threading;
using System.Threading.Tasks;

namespace Worldport.Client
{
    /// <summary>
    /// The way out of one WebSocket, which takes one send at a time: messages are written into one buffer while those of
    /// another are sent, in order; frames for the model go between them in fragments, the newest of each track. Nobody
    /// waits here, and sending makes nothing but what the socket makes. Any thread may write.
    /// </summary>
    internal sealed class Sender
    {
        /// <summary>Bytes of commands and other small messages that wait for the socket; a connection that takes in less is ended.</summary>
        private const int MaxQueuedBytes = 4 * 1024 * 1024;

        /// <summary>Most bytes of a message handed to the socket at once: larger arrays would be made anew each time.</summary>
        private const int FragmentBytes = 256 * 1024;

        private static readonly WaitCallback PumpSender = state => ((Sender)state).Pump();

        private readonly object _gate = new object();
        private readonly WebSocket _socket;
        private readonly CancellationToken _abort;
        private readonly Action<string> _failed;
        private readonly Action _resume;
        private readonly PixelPool _pixels;
        private readonly Dictionary<string, InFrame> _frames = new Dictionary<string, InFrame>();
        private Batch _filling = new Batch();
        private Batch _sending = new Batch();
        private InFrame _frame;
        private int _frameSent;
        private int _start;
        private bool _isPumping;
        private bool _isClosed;
        private Task _pending;

        /// <param name="socket">Open; stays its owner's.</param>
        /// <param name="pixels">Takes back what frames lay in.</param>
        /// <param name="abort">Ends a send under way.</param>
        /// <param name="failed">Told once why nothing can be sent any more; called from any thread.</param>
        public Sender(WebSocket socket, PixelPool pixels, CancellationToken abort, Action<string> failed)
        {
            _socket = socket;
            _pixels = pixels;
            _abort = abort;
            _failed = failed;
            _resume = Resume;
        }

        /// <summary>Where the body of a message is written, between <see cref="TryBegin"/> and <see cref="Commit"/>.</summary>
        public MsgPackWriter Writer => _filling.Writer;

        /// <summary>Begins a message and keeps the way out until <see cref="End"/>. False when it is closed.</summary>
        public bool TryBegin(string type)
        {
            Monitor.Enter(_gate);
            if (_isClosed)
            {
                Monitor.Exit(_gate);
                return false;
            }
            _start = Writer.Length;
            Writer.WriteArrayHead(2);
            Writer.Write(type);
            return true;
        }

        /// <summary>The message is whole.</summary>
        public void Commit()
        {
            _filling.Ends.Add(Writer.Length);
            _start = Writer.Length;
        }

        /// <summary>Lets others write; a message that is not committed is forgotten. With <paramref name="sendHere"/> the calling thread hands the bytes to the socket itself.</summary>
        public void End(bool sendHere)
        {
            Writer.CutTo(_start);
            bool isFull = Writer.Length > MaxQueuedBytes;
            Monitor.Exit(_gate);
            if (isFull) Fail("The server takes nothing in: too many messages wait to be sent.");
            else Kick(sendHere);
        }

        /// <summary>Puts a frame on its way; one of the same track that waits is given up for it. It is the sender's from now on.</summary>
        public void Send(InFrame frame)
        {
            InFrame older;
            lock (_gate)
            {
                older = frame;
                if (!_isClosed)
                {
                    _frames.TryGetValue(frame.Track, out older);
                    _frames[frame.Track] = frame;
                }
            }
            if (older != null) _pixels.Return(older.Pixels);
            Kick(false);
        }

        /// <summary>Whether everything written has been handed to the socket.</summary>
        public bool IsIdle
        {
            get { lock (_gate) return !_isPumping && _filling.Ends.Count == 0 && _frames.Count == 0; }
        }

        /// <summary>Takes no more messages, and gives frames that wait back to the pool.</summary>
        public void Close()
        {
            lock (_gate)
            {
                _isClosed = true;
                foreach (InFrame frame in _frames.Values) _pixels.Return(frame.Pixels);
                _frames.Clear();
            }
        }

        private void Kick(bool sendHere)
        {
            lock (_gate)
            {
                if (_isPumping || _isClosed || (_filling.Ends.Count == 0 && _frames.Count == 0)) return;
                _isPumping = true;
            }
            if (sendHere) Pump();
            else ThreadPool.UnsafeQueueUserWorkItem(PumpSender, this);
        }

        private void Resume() => Pump();

        /// <summary>Sends until nothing is left, or until the socket is busy: then it goes on when the socket calls back.</summary>
        private void Pump()
        {
            try
            {
                if (_pending != null) _pending.GetAwaiter().GetResult();
                _pending = null;
                while (TryNext(out ArraySegment<byte> bytes, out bool isLast))
                {
                    Task task = _socket.SendAsync(bytes, WebSocketMessageType.Binary, isLast, _abort);
                    if (!task.IsCompleted)
                    {
                        _pending = task;
                        task.ConfigureAwait(false).GetAwaiter().UnsafeOnCompleted(_resume);
                        return;
                    }
                    task.GetAwaiter().GetResult();
                }
            }
            catch (Exception error)
            {
                // The receiving side sees the broken connection too and says how it ended; this is for connections only sending fails on.
                Fail(error.Message);
            }
        }

        private bool TryNext(out ArraySegment<byte> bytes, out bool isLast)
        {
            lock (_gate)
            {
                if (_frame != null && _frameSent < _frame.PixelBytes)
                {
                    bytes = NextFragment(out isLast);
                    return true;
                }
                if (_frame != null) _pixels.Return(_frame.Pixels);
                _frame = null;
                isLast = true;
                if (_sending.TryNext(out bytes)) return true;
                Batch sent = _sending;
                _sending = _filling;
                _filling = sent;
                _filling.Clear();
                if (_sending.TryNext(out bytes)) return true;
                if (!TryTakeFrame())
                {
                    _isPumping = false;
                    return false;
                }
                isLast = false;
                bytes = new ArraySegment<byte>(_frame.Head);
                return true;
            }
        }

        private bool TryTakeFrame()
        {
            foreach (KeyValuePair<string, InFrame> waiting in _frames)
            {
                _frame = waiting.Value;
                _frameSent = 0;
                _frames.Remove(waiting.Key);
                return true;
            }
            return false;
        }

        private ArraySegment<byte> NextFragment(out bool isLast)
        {
            int count = Math.Min(FragmentBytes, _frame.PixelBytes - _frameSent);
            var bytes = new ArraySegment<byte>(_frame.Pixels, _frameSent, count);
            _frameSent += count;
            isLast = _frameSent == _frame.PixelBytes;
            return bytes;
        }

        private void Fail(string why)
        {
            bool isFirst;
            lock (_gate) isFirst = !_isClosed;
            Close();
            if (isFirst) _failed(why);
        }

        /// <summary>Messages written one after another.</summary>
        private sealed class Batch
        {
            public readonly MsgPackWriter Writer = new MsgPackWriter(1024);
            public readonly List<int> Ends = new List<int>();
            private int _next;

            public bool TryNext(out ArraySegment<byte> message)
            {
                message = default(ArraySegment<byte>);
                if (_next == Ends.Count) return false;
                int start = _next == 0 ? 0 : Ends[_next - 1];
                message = new ArraySegment<byte>(Writer.Bytes, start, Ends[_next++] - start);
                return true;
            }

            public void Clear()
            {
                Writer.Clear();
                Ends.Clear();
                _next = 0;
            }
        }
    }

    /// <summary>The way to the server, whichever connection that is at the moment.</summary>
    internal interface IOutgoing
    {
        /// <summary>
        /// Begins a message of a type, whose body is to be written next, into <see cref="Sender.Writer"/>. The caller holds
        /// the way out until <see cref="Sender.End"/>. Null when no connection is open.
        /// </summary>
        Sender Begin(string type);
    }
}

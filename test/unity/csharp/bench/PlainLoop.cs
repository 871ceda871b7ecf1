using System;
using System.Net.WebSockets;
using System.Threading;
using System.Threading.Tasks;
using Worldport.Client;

namespace Worldport.Bench
{
    /// <summary>
    /// The yardstick: the least a client can do with ClientWebSocket. One loop reads each message into one buffer that is
    /// large enough from the start, reads the head to say which frame it has seen, and says it.
    /// </summary>
    internal sealed class PlainLoop : IReceiver
    {
        private readonly ClientWebSocket _socket = new ClientWebSocket();
        private readonly CancellationTokenSource _end = new CancellationTokenSource();
        private readonly FrameHeadReader _heads = new FrameHeadReader();
        private readonly MsgPackWriter _writer = new MsgPackWriter();
        private readonly byte[] _buffer = new byte[9 * 1024 * 1024];
        private readonly Measure _measure;
        private readonly Task _loop;
        private long _frames;
        private volatile bool _isLeaving;

        public PlainLoop(string url, Measure measure)
        {
            _measure = measure;
            _socket.Options.AddSubProtocol("worldport.v1");
            _socket.Options.KeepAliveInterval = Timeout.InfiniteTimeSpan;
            _loop = Task.Run(() => RunAsync(new Uri(url.Replace("http", "ws") + "/ws")));
        }

        public long Frames => Interlocked.Read(ref _frames);

        public void Tick()
        {
        }

        public void Dispose()
        {
            _isLeaving = true;
            try
            {
                // It says bye after the next frame, so that the session ends, and the server closes.
                if (!_loop.Wait(3000)) _end.Cancel();
            }
            catch (AggregateException)
            {
                // The server has gone.
            }
            _socket.Dispose();
        }

        private async Task RunAsync(Uri uri)
        {
            await _socket.ConnectAsync(uri, _end.Token).ConfigureAwait(false);
            Begin("hello", 2);
            _writer.Write("protocol");
            _writer.Write(1L);
            _writer.Write("role");
            _writer.Write("driver");
            await SendAsync().ConfigureAwait(false);
            int used = 0;
            while (true)
            {
                var room = new ArraySegment<byte>(_buffer, used, _buffer.Length - used);
                WebSocketReceiveResult result = await _socket.ReceiveAsync(room, _end.Token).ConfigureAwait(false);
                if (result.MessageType == WebSocketMessageType.Close) return;
                used += result.Count;
                if (!result.EndOfMessage) continue;
                if (FrameHeadReader.IsFrame(_buffer, used))
                {
                    _heads.Read(_buffer, used, out FrameHead head, out int metaOffset, out int metaLength);
                    long nowUs = Clock.NowUs;
                    Begin("seen", 3);
                    _writer.Write("track");
                    _writer.Write(head.Track);
                    _writer.Write("epoch");
                    _writer.Write(head.Epoch);
                    _writer.Write("seq");
                    _writer.Write(head.Seq);
                    await SendAsync().ConfigureAwait(false);
                    _measure.Add(nowUs, _buffer, metaOffset, metaLength);
                    Interlocked.Increment(ref _frames);
                    if (_isLeaving)
                    {
                        Begin("bye", 0);
                        await SendAsync().ConfigureAwait(false);
                    }
                }
                used = 0;
            }
        }

        private void Begin(string type, int fields)
        {
            _writer.Clear();
            _writer.WriteArrayHead(2);
            _writer.Write(type);
            _writer.WriteMapHead(fields);
        }

        private Task SendAsync() =>
            _socket.SendAsync(new ArraySegment<byte>(_writer.Bytes, 0, _writer.Length), WebSocketMessageType.Binary, true, _end.Token);
    }
}

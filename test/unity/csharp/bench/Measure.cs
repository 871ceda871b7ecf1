using System;
using System.Text;
using Worldport.Client;

namespace Worldport.Bench
{
    /// <summary>Times from the model's last word on a frame to its lying ready here; both clocks are CLOCK_MONOTONIC. Makes nothing while it measures.</summary>
    internal sealed class Measure
    {
        private static readonly byte[] ReadyUs = Encoding.ASCII.GetBytes("ready_us");

        private readonly object _gate = new object();
        private readonly long[] _latenciesUs = new long[20000];
        private int _count;

        public void Add(Frame frame)
        {
            if (frame.TryGetMetaBytes(out int offset, out int length)) Add(frame.ReceivedUs, frame.Buffer, offset, length);
        }

        public void Add(long receivedUs, byte[] buffer, int metaOffset, int metaLength)
        {
            var reader = new MsgPackReader(buffer, metaOffset, metaLength);
            for (int left = reader.ReadMapHead(); left > 0; left--)
            {
                ArraySegment<byte> key = reader.ReadTextBytes();
                bool isReady = key.Count == ReadyUs.Length && key.Array[key.Offset] == (byte)'r';
                if (!isReady)
                {
                    reader.Skip();
                    continue;
                }
                long readyUs = reader.ReadInteger();
                lock (_gate) if (_count < _latenciesUs.Length) _latenciesUs[_count++] = receivedUs - readyUs;
                return;
            }
        }

        public void Clear()
        {
            lock (_gate) _count = 0;
        }

        /// <summary>The value that the share <paramref name="part"/> of the latencies does not exceed, in ms.</summary>
        public double Percentile(double part)
        {
            lock (_gate)
            {
                if (_count == 0) return -1;
                Array.Sort(_latenciesUs, 0, _count);
                return _latenciesUs[Math.Min(_count - 1, (int)(part * _count))] / 1000.0;
            }
        }
    }
}

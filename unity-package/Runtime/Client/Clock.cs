using System.Diagnostics;

namespace Worldport.Client
{
    /// <summary>The local clock of everything here: monotonic, in microseconds, readable from any thread.</summary>
    public static class Clock
    {
        /// <summary>Microseconds since some moment before the process started.</summary>
        public static long NowUs
        {
            get
            {
                long ticks = Stopwatch.GetTimestamp();
                long seconds = ticks / Stopwatch.Frequency;
                return seconds * 1000000 + ticks % Stopwatch.Frequency * 1000000 / Stopwatch.Frequency;
            }
        }
    }

    /// <summary>
    /// Offset between the server's clock and this one, from the ping with the smallest round trip among the last 16.
    /// Not thread-safe.
    /// </summary>
    public sealed class ClockOffset
    {
        private const int Kept = 16;

        private readonly long[] _offsets = new long[Kept];
        private readonly long[] _trips = new long[Kept];
        private int _count;

        /// <summary>Takes an answered ping: when it was sent and answered here, and the server's clock between. In µs.</summary>
        public void Add(long sentUs, long serverUs, long receivedUs)
        {
            long trip = receivedUs > sentUs ? receivedUs - sentUs : 0;
            _offsets[_count % Kept] = serverUs - (sentUs + trip / 2);
            _trips[_count % Kept] = trip;
            _count++;
        }

        /// <summary>Forgets every ping: the next connection may lead to another server.</summary>
        public void Clear() => _count = 0;

        /// <summary>Server time minus local time, and by how much it may be wrong (half the round trip), in µs. False before the first pong.</summary>
        public bool TryGetBest(out long offsetUs, out long uncertaintyUs)
        {
            int best = 0;
            for (int i = 1; i < _count && i < Kept; i++) if (_trips[i] < _trips[best]) best = i;
            offsetUs = _offsets[best];
            uncertaintyUs = _trips[best] / 2;
            return _count > 0;
        }
    }
}

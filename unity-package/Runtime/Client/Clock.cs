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
}

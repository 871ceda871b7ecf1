using System;
using System.Diagnostics;
using System.Globalization;
using System.Threading;
using Worldport.Client;

namespace Worldport.Bench
{
    /// <summary>What receives frames, and is to be compared.</summary>
    internal interface IReceiver : IDisposable
    {
        long Frames { get; }

        void Tick();
    }

    /// <summary>
    /// One line of standard input, <c>ours|plain url warm_up_ms measure_ms</c>, is one round; its figures are one line of
    /// JSON. Ends with its input.
    /// </summary>
    internal static class Program
    {
        private static void Main()
        {
            for (string line = Console.ReadLine(); line != null; line = Console.ReadLine())
            {
                string[] words = line.Split(' ');
                var measure = new Measure();
                using (IReceiver receiver = words[0] == "ours" ? (IReceiver)new OurClient(words[1], measure) : new PlainLoop(words[1], measure))
                    Console.WriteLine(Round(receiver, measure, int.Parse(words[2]), int.Parse(words[3])));
            }
        }

        private static string Round(IReceiver receiver, Measure measure, int warmUpMs, int measureMs)
        {
            Run(receiver, () => receiver.Frames > 0, 20000);
            if (receiver.Frames == 0) throw new InvalidOperationException("No frame came within 20 s.");
            Run(receiver, () => false, warmUpMs);
            // What earlier rounds have left is none of this one's.
            GC.Collect();
            measure.Clear();
            long frames = receiver.Frames;
            int full = GC.CollectionCount(GC.MaxGeneration);
            int young = GC.CollectionCount(0);
            double cpuMs = Process.GetCurrentProcess().TotalProcessorTime.TotalMilliseconds;
            long startUs = Clock.NowUs;
            Run(receiver, () => false, measureMs);
            double seconds = (Clock.NowUs - startUs) / 1e6;
            frames = receiver.Frames - frames;
            cpuMs = Process.GetCurrentProcess().TotalProcessorTime.TotalMilliseconds - cpuMs;
            full = GC.CollectionCount(GC.MaxGeneration) - full;
            // A full collection collects the young too.
            young = GC.CollectionCount(0) - young;
            return string.Format(
                CultureInfo.InvariantCulture,
                "{{\"p50Ms\":{0},\"p95Ms\":{1},\"fps\":{2},\"frames\":{3},\"cpuMs\":{4},\"fullGcs\":{5},\"youngGcs\":{6}}}",
                measure.Percentile(0.5),
                measure.Percentile(0.95),
                frames / seconds,
                frames,
                cpuMs,
                full,
                young);
        }

        /// <summary>Ticks once a millisecond, which is finer than a game does, so that no frame of 60 a second is overtaken.</summary>
        private static void Run(IReceiver receiver, Func<bool> isDone, int ms)
        {
            long endUs = Clock.NowUs + ms * 1000L;
            while (Clock.NowUs < endUs && !isDone())
            {
                receiver.Tick();
                Thread.Sleep(1);
            }
        }
    }
}

using System.Diagnostics;
using System.Threading;
using Worldport.Client;

namespace Worldport.Editor
{
    /// <summary>Connects to a server as spectator, and waits for a frame: sockets and threads work in this editor.</summary>
    internal static class ServerCheck
    {
        /// <summary>Where a server listens when nothing is said.</summary>
        public const string DefaultUrl = "http://127.0.0.1:8080";

        /// <summary>Time a server has to answer and to give a frame; the editor stands still meanwhile.</summary>
        public const int DeadlineMs = 3000;

        private const int PauseMs = 5;

        public static void Run(SelfTestReport report, string url, string token, int deadlineMs)
        {
            var watch = Stopwatch.StartNew();
            using (var connection = new EditorConnection(url, token, drives: false))
            {
                while (connection.Schema == null && !connection.HasProblem && watch.ElapsedMilliseconds < deadlineMs) Wait(connection);
                if (connection.Schema == null)
                {
                    report.Warn($"No server has answered at {url} within {watch.ElapsedMilliseconds} ms. {connection.Standing} Start one with npm start in a clone of Worldport, and run the self-test again.");
                    return;
                }
                report.Pass($"{url} answered after {watch.ElapsedMilliseconds} ms with the model {connection.Schema.ModelId}");
                WaitForFrame(report, connection, watch, deadlineMs);
            }
        }

        private static void WaitForFrame(SelfTestReport report, EditorConnection connection, Stopwatch watch, int deadlineMs)
        {
            string track = FirstTrack(connection.Schema);
            // Without a session there are none to wait for.
            while (watch.ElapsedMilliseconds < deadlineMs && connection.MayGiveFrames)
            {
                if (connection.TryTakeFrame(track, out Frame frame))
                {
                    report.Pass($"a frame of {frame.Head.Width} × {frame.Head.Height} pixels came after {watch.ElapsedMilliseconds} ms");
                    frame.Release();
                    return;
                }
                Wait(connection);
            }
            report.Say("frames", $"none, which is right while no game drives the model. {connection.Standing}");
        }

        private static string FirstTrack(SchemaDocument schema)
        {
            foreach (TrackDeclaration track in schema.Tracks) if (!track.IsIn) return track.Name;
            return "";
        }

        private static void Wait(EditorConnection connection)
        {
            Thread.Sleep(PauseMs);
            connection.Tick();
        }
    }
}

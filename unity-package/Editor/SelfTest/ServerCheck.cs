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

        private const int DeadlineMs = 3000;
        private const int PauseMs = 5;

        public static void Run(SelfTestReport report, string url, string token)
        {
            var watch = Stopwatch.StartNew();
            using (var connection = new EditorConnection(url, token, drives: false))
            {
                while (connection.Schema == null && !connection.HasProblem && watch.ElapsedMilliseconds < DeadlineMs) Wait(connection);
                if (connection.Schema == null)
                {
                    report.Warn($"No server answers at {url}: {connection.Standing} Start one with npm start in a clone of Worldport, and run the self-test again.");
                    return;
                }
                report.Pass($"{url} answered after {watch.ElapsedMilliseconds} ms with the model {connection.Schema.ModelId}");
                WaitForFrame(report, connection, watch);
            }
        }

        private static void WaitForFrame(SelfTestReport report, EditorConnection connection, Stopwatch watch)
        {
            string track = FirstTrack(connection.Schema);
            // Without a session there are none to wait for.
            while (watch.ElapsedMilliseconds < DeadlineMs && connection.MayGiveFrames)
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

using System;
using System.Linq;
using UnityEditor;
using UnityEngine;

namespace Worldport.Editor
{
    /// <summary>Checks inside the running editor what no test outside it can: graphics, shaders, input, packages, sockets.</summary>
    public static class SelfTest
    {
        /// <summary>Runs all checks and prints the report to the console. Takes a few seconds at most.</summary>
        [MenuItem("Worldport/Self-test", priority = 20)]
        public static void Run()
        {
            WorldportSession session = SceneSessions.All().FirstOrDefault();
            SelfTestReport report = session == null ? Report(ServerCheck.DefaultUrl, "") : Report(session.Url, session.Token);
            if (report.Failures > 0) Debug.LogError(report.ToString());
            else Debug.Log(report.ToString());
        }

        /// <summary>Runs all checks.</summary>
        /// <param name="url">A server for the round trip; it need not run.</param>
        /// <param name="token">Its token; empty where it wants none.</param>
        /// <param name="deadlineMs">Time the server has, in milliseconds.</param>
        public static SelfTestReport Report(string url, string token, int deadlineMs = ServerCheck.DeadlineMs)
        {
            var report = new SelfTestReport();
            Try(report, "the environment", () => EnvironmentCheck.Run(report));
            Try(report, "the materials", () => PipelineCheck.Run(report));
            Try(report, "the textures", () => TextureCheck.Run(report));
            Try(report, "the input", () => InputCheck.Run(report));
            Try(report, "the server", () => ServerCheck.Run(report, url, token, deadlineMs));
            return report;
        }

        /// <summary>A check that breaks is a failure, and the others still run.</summary>
        private static void Try(SelfTestReport report, string what, Action check)
        {
            try
            {
                check();
            }
            catch (Exception error)
            {
                report.Fail($"Checking {what} broke; please report this: {error}");
            }
        }
    }
}

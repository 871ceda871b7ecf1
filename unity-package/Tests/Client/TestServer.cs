using System;
using System.Collections.Generic;
using NUnit.Framework;

namespace Worldport.Client.Tests
{
    /// <summary>
    /// A real server in a process of its own. Those of <see cref="Of"/> are shared by all tests that want the same one,
    /// and end with the test process, whose end closes their standard input.
    /// </summary>
    internal static class TestServer
    {
        /// <summary>Small limits, so that they are met soon.</summary>
        public const string Tight =
            "--set limits.max_open_commands=2 --set limits.max_pause_ms=150 --set limits.idle_timeout_ms=150 " +
            "--set limits.resume_grace_ms=100 --set limits.step_timeout_ms=1000";

        /// <summary>Wants the token <c>right</c>, and few messages a second.</summary>
        public const string Guarded = "--token right --set limits.max_commands_per_s=20";

        private static readonly Dictionary<string, ServerProcess> Shared = new Dictionary<string, ServerProcess>();

        /// <summary>Url of the shared server of a model, started when it is first asked for.</summary>
        /// <param name="model">A built-in, or a file.</param>
        /// <param name="options">More arguments, such as <c>--set limits.max_queue=1</c>.</param>
        public static string Of(string model, string options = "")
        {
            string key = model + " " + options;
            if (!Shared.TryGetValue(key, out ServerProcess server) || server.Problem != null)
                Shared[key] = server = Start(model, options);
            return server.Url;
        }

        /// <summary>Starts a server that the test ends.</summary>
        public static ServerProcess Start(string model, string options = "")
        {
            ServerProcess server = ServerProcess.Start(Launch(model, options));
            Assert.IsTrue(server.Ready.Wait(60000), "the server did not say that it is ready");
            Assert.IsNull(server.Problem);
            return server;
        }

        public static ServerLaunch Launch(string model, string options = "") => new ServerLaunch
        {
            Command = Clone.Node,
            Arguments = $"\"{Clone.Folder}/server/bin/worldport.mjs\" run \"{model}\" --log-level error {options}",
            WorkingFolder = Clone.Folder,
            ReadyTimeoutMs = 60000,
        };
    }
}

using System;
using System.Threading;
using NUnit.Framework;

namespace Worldport.Client.Tests
{
    /// <summary>Servers that a game starts and ends.</summary>
    [TestFixture]
    [Category("Links")]
    public class LauncherTests
    {
        [Test]
        public void A_server_is_started_on_a_free_port_connected_to_and_ended()
        {
            using (ServerProcess server = TestServer.Start(Clone.ToyModel))
            {
                StringAssert.StartsWith("http://127.0.0.1:", server.Url);
                using (Player player = Player.Driving(server.Url))
                {
                    Assert.IsTrue(player.Ask("jump").Ok);
                    server.Dispose();
                    // Its standard input was closed, and nothing else was done to it.
                    player.EndOf("shutting_down");
                }
            }
        }

        [Test]
        public void A_program_that_is_not_there_is_told_with_what_to_run_instead()
        {
            using (ServerProcess server = Start("no-such-program-anywhere", "run tunnel"))
            {
                Assert.IsTrue(server.Ready.IsCompleted, "at once");
                Assert.IsNull(server.Url);
                StringAssert.Contains("\"no-such-program-anywhere\" could not be started", server.Problem);
                StringAssert.Contains("in a terminal with: no-such-program-anywhere run tunnel", server.Problem);
            }
        }

        [Test]
        public void A_server_that_ends_at_once_is_told_with_its_last_words()
        {
            using (ServerProcess server = Start(Clone.Node, "-e \"console.error('The port is taken.'); process.exit(1)\" --"))
            {
                Assert.IsTrue(server.Ready.Wait(Player.DeadlineMs));
                StringAssert.Contains("The server has ended.", server.Problem);
                SpinWait.SpinUntil(() => server.Problem.Contains("The port is taken."), Player.DeadlineMs);
                StringAssert.Contains("The port is taken.", server.Problem);
            }
        }

        [Test]
        public void A_server_that_never_gets_ready_is_ended_after_the_deadline()
        {
            var launch = new ServerLaunch { Command = Clone.Node, Arguments = "-e \"setInterval(() => {}, 1000)\" --", ReadyTimeoutMs = 300 };
            launch.ExitTimeoutMs = 100;
            using (ServerProcess server = ServerProcess.Start(launch))
            {
                Assert.IsTrue(server.Ready.Wait(Player.DeadlineMs));
                StringAssert.Contains("not ready within 300 ms", server.Problem);
                // It does not look at its standard input, so it is killed.
                Assert.IsTrue(SpinWait.SpinUntil(() => server.HasExited, Player.DeadlineMs));
            }
        }

        [Test]
        public void Ending_twice_and_ending_what_never_ran_do_nothing()
        {
            ServerProcess server = Start("no-such-program-anywhere", "");
            server.Dispose();
            server.Dispose();
            Assert.IsTrue(server.HasExited);
        }

        private static ServerProcess Start(string command, string arguments) =>
            ServerProcess.Start(new ServerLaunch { Command = command, Arguments = arguments });
    }
}

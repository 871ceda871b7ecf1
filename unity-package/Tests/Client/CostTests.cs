using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Threading;
using NUnit.Framework;

namespace Worldport.Client.Tests
{
    /// <summary>What the client costs: no memory per frame, and nothing left behind.</summary>
    [TestFixture]
    public class CostTests
    {
        [Test]
        public void A_frame_costs_no_memory_from_its_bytes_to_its_release()
        {
            var client = new WorldportClient("http://127.0.0.1:1");
            var pool = new FramePool();
            var heads = new FrameHeadReader();
            var nobody = new Player("http://127.0.0.1:1");
            byte[] message = FuzzTests.SomeFrame();
            Action tick = () =>
            {
                Frame received = pool.Take();
                Buffer.BlockCopy(message, 0, received.Buffer, 0, message.Length);
                // Not by an assertion: those cost memory.
                if (!FrameHeadReader.IsFrame(received.Buffer, message.Length)) throw new InvalidOperationException("no frame");
                received.Read(message.Length, heads);
                // As the link would: there is none, so that the frame is one of "the present link".
                ((ILinkEvents)client).OnFrame(null, received);
                client.Poll(nobody);
                if (!client.TryTakeFrame("main", out Frame frame)) throw new InvalidOperationException("no frame");
                client.Shown(frame.Head, frame.ReceivedUs, Clock.NowUs, Clock.NowUs);
                frame.Release();
                client.Flush();
            };
            Assert.AreEqual(0, BytesOf(tick, 1000));
        }

        [Test]
        public void Input_that_does_not_change_costs_no_memory()
        {
            var client = new WorldportClient("http://127.0.0.1:1");
            Dictionary<string, object> args = Args.Of("x", 0.5, "y", -0.25);
            Action tick = () =>
            {
                client.Hold("move", args);
                client.Add("look", "dx", 0.25);
                client.Flush();
            };
            Assert.AreEqual(0, BytesOf(tick, 1000));
        }

        [Test]
        public void Writing_commands_costs_nothing_but_what_they_hold()
        {
            var writer = new MsgPackWriter();
            Dictionary<string, object> args = Args.Of("x", 0.5, "text", "hello");
            Action write = () =>
            {
                writer.Clear();
                writer.WriteValue(args);
            };
            Assert.AreEqual(0, BytesOf(write, 1000));
        }

        [Test]
        public void With_frames_of_a_real_server_no_more_buffers_are_made_than_circulate()
        {
            using (Player player = Player.Driving(TestServer.Of("testcard")))
            {
                player.Until(() => player.Frames.Count > 40, "frames");
                Assert.LessOrEqual(player.Client.FramesMade, 5);
            }
        }

        [Test]
        public void After_fifty_links_no_thread_and_no_socket_is_left()
        {
            string url = TestServer.Of(Clone.ToyModel);
            using (Player.Driving(url))
            {
                // Its threads stay in the pool.
            }
            int sockets = Settled(Sockets, int.MaxValue);
            int threads = Threads();
            for (int i = 0; i < 50; i++)
            {
                var player = new Player(url, new ClientOptions { Drives = i % 5 == 0 });
                player.Client.Start();
                if (i % 3 != 0) player.Until(() => player.Client.Welcome != null, "a welcome");
                if (i % 2 == 0) player.Client.Dispose();
                else player.Client.Close();
            }
            Assert.LessOrEqual(Settled(Sockets, sockets), sockets);
            Assert.LessOrEqual(Settled(Threads, threads + 4), threads + 4, "beyond those that wait in the thread pool");
        }

        [Test]
        public void A_client_that_is_let_go_of_after_closing_can_be_collected()
        {
            WeakReference client = Closed(TestServer.Of(Clone.ToyModel));
            SpinWait.SpinUntil(() =>
            {
                GC.Collect();
                GC.WaitForPendingFinalizers();
                // Mono looks for references on the stack conservatively: make it forget.
                Thread.Sleep(20);
                return !client.IsAlive;
            }, 5000);
            Assert.IsFalse(client.IsAlive);
        }

        private static WeakReference Closed(string url)
        {
            WeakReference reference = null;
            var thread = new Thread(() =>
            {
                Player player = Player.Driving(url);
                player.Dispose();
                reference = new WeakReference(player.Client);
            });
            thread.Start();
            thread.Join();
            return reference;
        }

        /// <summary>Bytes made on this thread by so many calls, after as many to warm up.</summary>
        private static long BytesOf(Action action, int count)
        {
            for (int i = 0; i < count; i++) action();
            long before = GC.GetAllocatedBytesForCurrentThread();
            for (int i = 0; i < count; i++) action();
            return GC.GetAllocatedBytesForCurrentThread() - before;
        }

        /// <summary>Looks again until the number has come down to this one, or has stayed the same for a while.</summary>
        private static int Settled(Func<int> look, int wanted)
        {
            int last = look();
            for (int same = 0; same < 40 && last > wanted || same < 5; same++)
            {
                GC.Collect();
                GC.WaitForPendingFinalizers();
                Thread.Sleep(50);
                int now = look();
                if (now != last) same = 0;
                last = now;
            }
            return last;
        }

        private static int Threads() => Process.GetCurrentProcess().Threads.Count;

        /// <summary>TCP sockets of this process that lead to a server of these tests; 0 where it can't be told.</summary>
        private static int Sockets()
        {
            if (!Directory.Exists("/proc/self/fd")) return 0;
            string pid = Process.GetCurrentProcess().Id.ToString();
            using (Process list = Process.Start(new ProcessStartInfo("ls", $"-l /proc/{pid}/fd") { UseShellExecute = false, RedirectStandardOutput = true }))
            {
                string text = list.StandardOutput.ReadToEnd();
                return text.Split(new[] { "socket:" }, StringSplitOptions.None).Length - 1;
            }
        }
    }
}

using System;
using System.Diagnostics;
using System.IO;
using System.Threading;
using NUnit.Framework;
using UnityEngine;
using Worldport.Client.Tests;

namespace Worldport.Components.Tests
{
    [TestFixture]
    public class LifetimeTests
    {
        [Test]
        public void A_session_that_is_disabled_and_enabled_carries_on()
        {
            using (Scene scene = Scene.Driving())
            {
                Shoot(scene);
                scene.Session.enabled = false;
                Assert.IsNull(scene.Session.Client);
                scene.Ticks(3);
                scene.Session.enabled = true;
                CarriesOn(scene);
            }
        }

        [Test]
        public void A_session_in_the_next_scene_carries_on()
        {
            using (Scene scene = Scene.Driving())
            {
                Shoot(scene);
                string url = scene.Session.Url;
                scene.Loop.LoadScene();
                scene.Tick();
                scene.AddSession(url);
                CarriesOn(scene);
            }
        }

        [Test]
        public void A_script_reload_keeps_the_session_and_what_was_set()
        {
            using (Scene scene = Scene.Driving())
            {
                Shoot(scene);
                GameObject holder = scene.Session.gameObject;
                WorldportTexture target = scene.Add<WorldportTexture>(made => made.Mipmaps = true);
                scene.Until(() => target.Texture != null, "a picture");
                GameObject thing = target.gameObject;
                scene.Reload();
                Assert.IsNotNull(holder.GetComponent<WorldportSession>());
                Assert.AreNotSame(target, thing.GetComponent<WorldportTexture>());
                CarriesOn(scene);
                target = thing.GetComponent<WorldportTexture>();
                Assert.IsTrue(target.Mipmaps);
                scene.Until(() => target.Texture != null, "a picture again");
            }
        }

        [Test]
        public void Play_mode_that_is_left_and_entered_without_a_reload_carries_on()
        {
            Scene first = Scene.Driving();
            Shoot(first);
            string url = first.Session.Url;
            first.Loop.Dispose();
            using (var second = new Scene())
            {
                Assert.IsNull(WorldportSession.Current, "nothing static is left");
                second.AddSession(url);
                CarriesOn(second);
            }
        }

        [Test]
        public void Neither_threads_nor_sockets_are_left_behind()
        {
            using (Scene scene = Scene.Driving())
            {
                WorldportTexture target = scene.Add<WorldportTexture>();
                for (int i = 0; i < 3; i++) Cycle(scene, target);
                scene.Session.enabled = false;
                Settle(() => false, 300);
                int threads = Threads();
                int sockets = Sockets();
                for (int i = 0; i < 10; i++) Cycle(scene, target);
                scene.Session.enabled = false;
                Settle(() => Threads() <= threads && Sockets() <= sockets, 20000);
                // The runtime's pool may keep a thread more for a while, whoever asked for it.
                Assert.LessOrEqual(Threads(), threads + 2);
                Assert.LessOrEqual(Sockets(), sockets);
                Scene.IsQuiet();
                scene.Session.enabled = true;
                scene.Until(() => scene.Session.IsDriving, "the session to drive");
            }
        }

        [Test]
        public void The_engine_is_touched_by_the_main_thread_only()
        {
            // The stubs throw where Unity would; a throw on another thread would end the link.
            using (Scene scene = Scene.Driving())
            {
                scene.Add<WorldportTexture>();
                long shown = 0;
                scene.Session.FrameShown += (frame, texture) => shown++;
                scene.Until(() => shown > 30, "frames");
                Assert.AreEqual("streaming", scene.Session.State.State);
                Scene.IsQuiet();
                Assert.Throws<UnityException>(() =>
                {
                    try
                    {
                        System.Threading.Tasks.Task.Run(() => Application.isPlaying).Wait();
                    }
                    catch (AggregateException error)
                    {
                        throw error.InnerException;
                    }
                });
            }
        }

        [Test]
        public void A_frame_costs_the_main_thread_no_memory()
        {
            using (Scene scene = Scene.Driving())
            {
                scene.Await(scene.Session.SendCommand("resize", Args.Of("width", 640L, "height", 360L))).OrThrow();
                WorldportTexture target = scene.Add<WorldportTexture>();
                scene.Add<WorldportBindings>();
                int frames = 0;
                scene.Session.FrameShown += (frame, texture) => frames++;
                scene.Until(() => frames > 120, "the start to be over");
                frames = 0;
                long bytes = AllocatedIn(() => scene.Until(() => frames >= 100, "a hundred frames"));
                Console.WriteLine($"{bytes / 100} bytes of the main thread per frame");
                // A pool that grows, once in a while, is allowed for; a boxed value or a closure per frame is not.
                Assert.Less(bytes / 100, 40, "bytes per frame");
                Assert.IsNotNull(target.Texture);
            }
        }

        private static long AllocatedIn(Action run)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            run();
            return GC.GetAllocatedBytesForCurrentThread() - before;
        }

        private static void Shoot(Scene scene)
        {
            scene.Await(scene.Session.SendCommand("shoot")).OrThrow();
        }

        private static void CarriesOn(Scene scene)
        {
            scene.Until(() => scene.Session.IsDriving, "the session to drive again");
            Assert.IsTrue(scene.Session.Client.Welcome.Resumed, "it is the same session");
            Assert.AreEqual(1, scene.Reached().Whole("shots"));
            Scene.IsQuiet();
        }

        private static void Cycle(Scene scene, WorldportTexture target)
        {
            scene.Session.enabled = true;
            scene.Until(() => scene.Session.IsDriving && target.Texture != null, "a picture");
            scene.Session.enabled = false;
            scene.Tick();
        }

        private static void Settle(Func<bool> isSo, int deadlineMs)
        {
            Stopwatch watch = Stopwatch.StartNew();
            while (!isSo() && watch.ElapsedMilliseconds < deadlineMs) Thread.Sleep(20);
        }

        private static int Threads() => Directory.GetDirectories("/proc/self/task").Length;

        private static int Sockets()
        {
            int count = 0;
            foreach (string line in File.ReadAllLines("/proc/self/net/tcp"))
                if (line.Contains(":")) count += IsOurs(line.Split(new[] { ' ' }, StringSplitOptions.RemoveEmptyEntries)) ? 1 : 0;
            return count;
        }

        /// <summary>An established connection whose far end is a server of ours; both ends of a loopback show.</summary>
        private static bool IsOurs(string[] columns)
        {
            int port = new Uri(TestServer.Of(Scene.StageModel)).Port;
            return columns.Length > 3 && columns[2].EndsWith(":" + port.ToString("X4")) && columns[3] == "01";
        }
    }
}

using System;
using System.Threading.Tasks;
using NUnit.Framework;

namespace Worldport.Client.Tests
{
    [TestFixture]
    public class FrameSlotTests
    {
        private readonly FrameHeadReader _heads = new FrameHeadReader();

        [Test]
        public void The_newest_frame_wins_and_the_others_are_counted()
        {
            var pool = new FramePool();
            var slot = new FrameSlot();
            for (int i = 0; i < 5; i++) slot.Put(FrameOf(pool));
            Assert.AreEqual(4, slot.Superseded);
            Assert.IsTrue(slot.TryTake(out Frame frame));
            Assert.AreEqual(16, frame.Length);
            frame.Release();
            Assert.IsFalse(slot.TryTake(out _));
            Assert.AreEqual(4, slot.Superseded);
        }

        [Test]
        public void Buffers_are_used_again_so_that_two_frames_are_enough_for_any_number()
        {
            var pool = new FramePool();
            var slot = new FrameSlot();
            for (int i = 0; i < 100; i++) slot.Put(FrameOf(pool));
            slot.Clear();
            Assert.AreEqual(2, pool.Made);
        }

        [Test]
        public void A_frame_that_is_released_twice_goes_back_once()
        {
            var pool = new FramePool();
            Frame frame = FrameOf(pool);
            frame.Release();
            frame.Release();
            Frame first = pool.Take();
            Frame second = pool.Take();
            Assert.AreNotSame(first, second);
        }

        [Test]
        public void A_buffer_grows_until_the_message_fits_and_later_ones_are_made_large_enough()
        {
            var pool = new FramePool();
            Frame frame = pool.Take();
            frame.Buffer[0] = 42;
            int first = frame.Buffer.Length;
            pool.Grow(frame, first);
            Assert.AreEqual(2 * first, frame.Buffer.Length);
            Assert.AreEqual(42, frame.Buffer[0]);
            pool.Learn(3 * first);
            Assert.Greater(pool.Take().Buffer.Length, 3 * first);
        }

        [Test]
        public void A_frame_taken_while_others_come_is_whole()
        {
            var pool = new FramePool();
            var slot = new FrameSlot();
            Task putting = Task.Run(() =>
            {
                for (int i = 0; i < 20000; i++)
                {
                    Frame frame = pool.Take();
                    Fill(frame, (byte)i);
                    slot.Put(frame);
                }
            });
            int taken = 0;
            while (!putting.IsCompleted)
            {
                if (!slot.TryTake(out Frame frame)) continue;
                using (frame)
                {
                    byte first = frame.Buffer[0];
                    for (int i = 1; i < 1000; i++) if (frame.Buffer[i] != first) Assert.Fail("a frame was written while it was read");
                    taken++;
                }
            }
            putting.GetAwaiter().GetResult();
            Assert.Greater(taken, 0);
        }

        private Frame FrameOf(FramePool pool)
        {
            Frame frame = pool.Take();
            byte[] bytes = FuzzTests.SomeFrame();
            Buffer.BlockCopy(bytes, 0, frame.Buffer, 0, bytes.Length);
            frame.Read(bytes.Length, _heads);
            return frame;
        }

        private static void Fill(Frame frame, byte value)
        {
            for (int i = 0; i < 1000; i++) frame.Buffer[i] = value;
        }
    }
}

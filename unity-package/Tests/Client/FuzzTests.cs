using System;
using NUnit.Framework;

namespace Worldport.Client.Tests
{
    /// <summary>Bytes that nobody meant well with are refused, and cost nothing.</summary>
    [TestFixture]
    public class FuzzTests
    {
        [Test]
        public void Random_bytes_are_read_or_refused_and_nothing_else()
        {
            var random = new Random(1);
            int refused = 0;
            for (int i = 0; i < 100000; i++)
            {
                var bytes = new byte[random.Next(1, 60)];
                random.NextBytes(bytes);
                // Half of them begin as a message does, so that the deeper parts are reached.
                if (i % 2 == 0) bytes[0] = (byte)(0x92 + i / 2 % 2);
                if (!TryRead(bytes)) refused++;
            }
            Assert.Greater(refused, 90000);
        }

        [Test]
        public void Frames_with_any_byte_changed_are_read_or_refused_and_nothing_else()
        {
            byte[] frame = SomeFrame();
            var reader = new FrameHeadReader();
            var random = new Random(2);
            for (int i = 0; i < 100000; i++)
            {
                var bytes = (byte[])frame.Clone();
                for (int changes = random.Next(1, 4); changes > 0; changes--) bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
                int count = random.Next(4) == 0 ? random.Next(bytes.Length) : bytes.Length;
                try
                {
                    ArraySegment<byte> payload = reader.Read(bytes, count, out FrameHead head, out _, out _);
                    Assert.LessOrEqual(payload.Offset + payload.Count, count);
                    if (head.Format == "rgba8") Assert.AreEqual(head.Width * head.Height * 4, payload.Count);
                }
                catch (FormatException)
                {
                    // As it should be.
                }
            }
        }

        [Test]
        public void A_head_that_claims_billions_of_elements_makes_nothing()
        {
            byte[] bytes = { 0x92, 0xa1, (byte)'x', 0xdf, 0x7f, 0xff, 0xff, 0xff };
            TryRead(bytes);
            long before = GC.GetAllocatedBytesForCurrentThread();
            for (int i = 0; i < 100; i++) TryRead(bytes);
            Assert.Less((GC.GetAllocatedBytesForCurrentThread() - before) / 100, 10000);
        }

        [Test]
        public void Nesting_beyond_the_limit_is_refused_and_passed_over_without_recursion()
        {
            var bytes = new byte[400000];
            for (int i = 0; i < bytes.Length - 1; i++) bytes[i] = 0x91;
            bytes[bytes.Length - 1] = 0xc0;
            Assert.Throws<FormatException>(() => new MsgPackReader(bytes, 0, bytes.Length).ReadValue());
            var reader = new MsgPackReader(bytes, 0, bytes.Length);
            reader.Skip();
            Assert.IsTrue(reader.IsAtEnd);
        }

        [Test]
        public void More_values_than_the_limit_are_refused()
        {
            var bytes = new byte[2 * 1024 * 1024];
            bytes[0] = 0xdd;
            int count = bytes.Length - 5;
            for (int i = 0; i < 4; i++) bytes[1 + i] = (byte)(count >> (24 - 8 * i));
            Assert.Throws<FormatException>(() => new MsgPackReader(bytes, 0, bytes.Length).ReadValue());
        }

        internal static byte[] SomeFrame()
        {
            var writer = new MsgPackWriter();
            writer.WriteArrayHead(3);
            writer.Write("frame");
            writer.WriteMapHead(11);
            foreach (string key in new[] { "epoch", "seq", "pts_us", "command" })
            {
                writer.Write(key);
                writer.Write(70000L);
            }
            foreach (string key in new[] { "width", "height" })
            {
                writer.Write(key);
                writer.Write(2L);
            }
            writer.Write("track");
            writer.Write("main");
            writer.Write("format");
            writer.Write("rgba8");
            writer.Write("driver");
            writer.Write("c1");
            writer.Write("t");
            writer.WriteMapHead(3);
            foreach (string key in new[] { "step_start_us", "step_end_us", "ready_us" })
            {
                writer.Write(key);
                writer.Write(5000000000L);
            }
            writer.Write("meta");
            writer.WriteMapHead(1);
            writer.Write("n");
            writer.Write(0.5);
            writer.WriteBinaryHead(16);
            writer.WriteEncoded(new byte[16], 0, 16);
            return writer.ToArray();
        }

        private static bool TryRead(byte[] bytes)
        {
            try
            {
                Envelope.Read(bytes, 0, bytes.Length);
                return true;
            }
            catch (FormatException)
            {
                return false;
            }
        }
    }
}

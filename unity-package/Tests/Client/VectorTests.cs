using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text;
using NUnit.Framework;

namespace Worldport.Client.Tests
{
    /// <summary>The codec against the bytes ↔ value examples that the codecs of every language read.</summary>
    [TestFixture]
    public class VectorTests
    {
        [TestCase("client-messages")]
        [TestCase("server-messages")]
        public void Every_message_is_read_as_its_value(string file)
        {
            foreach (Body vector in Vectors(file))
            {
                byte[] bytes = Bytes(vector.Text("hex"));
                Envelope message = Envelope.Read(bytes, 0, bytes.Length, 16, 65536);
                string name = vector.Text("name");
                Assert.AreEqual(vector.Text("type"), message.Type, name);
                Assert.AreEqual(Text(vector.Any("body")), Text(message.Body.Map), name);
                Assert.AreEqual(vector.Text("payload", null), message.Payload.HasValue ? Hex(message.Payload.Value) : null, name);
            }
        }

        [TestCase("client-messages")]
        [TestCase("server-messages")]
        public void Every_exact_message_is_written_as_its_bytes(string file)
        {
            foreach (Body vector in Vectors(file))
            {
                if (!vector.Flag("exact")) continue;
                var writer = new MsgPackWriter(16);
                string payload = vector.Text("payload", null);
                writer.WriteArrayHead(payload == null ? 2 : 3);
                writer.Write(vector.Text("type"));
                writer.WriteValue(vector.MapOrNull("body"));
                if (payload != null)
                {
                    byte[] bytes = Bytes(payload);
                    // Frames of the server have four bytes of length, whatever it is.
                    if (file == "server-messages")
                    {
                        writer.WriteBinaryHead(bytes.Length);
                        writer.WriteEncoded(bytes, 0, bytes.Length);
                    }
                    else writer.WriteBinary(bytes, 0, bytes.Length);
                }
                Assert.AreEqual(vector.Text("hex"), Hex(new ArraySegment<byte>(writer.ToArray())), vector.Text("name"));
            }
        }

        [Test]
        public void Every_invalid_message_is_refused_unless_only_a_field_of_it_is_wrong()
        {
            foreach (Body vector in Vectors("invalid"))
            {
                byte[] bytes = Bytes(vector.Text("hex"));
                string name = vector.Text("name");
                bool isWellFormed = vector.Text("code") == "unknown_type" || vector.ListOrNull("paths").Count > 0;
                if (isWellFormed) Assert.IsNotNull(Envelope.Read(bytes, 0, bytes.Length, 16, 65536).Type, name);
                else Assert.Throws<FormatException>(() => Envelope.Read(bytes, 0, bytes.Length, 16, 65536), name);
            }
        }

        [Test]
        public void Every_head_of_a_frame_is_read_in_place()
        {
            foreach (Body vector in Vectors("frame-heads"))
            {
                byte[] head = Bytes(vector.Text("hex"));
                var bytes = new byte[head.Length + vector.Whole("payload_bytes")];
                Buffer.BlockCopy(head, 0, bytes, 0, head.Length);
                string name = vector.Text("name");
                Assert.IsTrue(FrameHeadReader.IsFrame(bytes, bytes.Length), name);
                if (vector.Whole("payload_bytes") == 0)
                {
                    // Nothing but a head: its pixels are missing.
                    Assert.Throws<FormatException>(() => Read(bytes, out _, out _), name);
                    continue;
                }
                ArraySegment<byte> payload = Read(bytes, out FrameHead read, out object meta);
                Body body = vector.Inner("body");
                Assert.AreEqual(head.Length, payload.Offset, name);
                Assert.AreEqual(vector.Whole("payload_bytes"), payload.Count, name);
                Assert.AreEqual(
                    new object[] { body.Text("track"), body.Whole("epoch"), body.Whole("seq"), body.Whole("width"), body.Whole("height"), body.Text("format") },
                    new object[] { read.Track, read.Epoch, read.Seq, (long)read.Width, (long)read.Height, read.Format },
                    name);
                Body t = body.Inner("t");
                Assert.AreEqual(
                    new object[] { body.Whole("pts_us"), body.Text("driver"), body.Whole("command"), t.Whole("step_start_us"), t.Whole("step_end_us"), t.Whole("ready_us") },
                    new object[] { read.PtsUs, read.Driver, read.Command, read.StepStartUs, read.StepEndUs, read.ReadyUs },
                    name);
                Assert.AreEqual(Text(body.Any("meta")), Text(meta), name);
            }
        }

        [Test]
        public void Heads_of_frames_in_server_messages_are_read_too()
        {
            int count = 0;
            foreach (Body vector in Vectors("server-messages"))
            {
                if (vector.Text("type") != "frame") continue;
                count++;
                Read(Bytes(vector.Text("hex")), out FrameHead head, out object meta);
                Body body = vector.Inner("body");
                Assert.AreEqual(body.Text("format"), head.Format);
                Assert.AreEqual(body.Whole("command"), head.Command);
                Assert.AreEqual(Text(body.Any("meta")), Text(meta));
            }
            Assert.GreaterOrEqual(count, 3);
        }

        private static ArraySegment<byte> Read(byte[] bytes, out FrameHead head, out object meta)
        {
            ArraySegment<byte> payload = new FrameHeadReader().Read(bytes, bytes.Length, out head, out int offset, out int length);
            meta = length == 0 ? null : new MsgPackReader(bytes, offset, length).ReadValue();
            return payload;
        }

        private static IEnumerable<Body> Vectors(string file)
        {
            var document = (Dictionary<string, object>)JsonReader.Read(Clone.ReadVectors(file));
            List<object> vectors = new Body(document).ListOrNull("vectors");
            Assert.Greater(vectors.Count, 2);
            foreach (object vector in vectors) yield return new Body((Dictionary<string, object>)vector);
        }

        /// <summary>Values as text, maps in the order of their keys, and numbers without regard to their kind.</summary>
        private static string Text(object value)
        {
            var text = new StringBuilder();
            Write(text, value);
            return text.ToString();
        }

        private static void Write(StringBuilder text, object value)
        {
            if (value is Dictionary<string, object> map)
            {
                var keys = new List<string>(map.Keys);
                keys.Sort(string.CompareOrdinal);
                foreach (string key in keys)
                {
                    text.Append(key).Append('{');
                    Write(text, map[key]);
                    text.Append('}');
                }
            }
            else if (value is List<object> list)
                foreach (object item in list)
                {
                    Write(text, item);
                    text.Append(',');
                }
            else if (value is string words) text.Append('"').Append(words).Append('"');
            else if (value is bool flag) text.Append(flag ? "true" : "false");
            else if (value == null) text.Append("null");
            else text.Append(Convert.ToDouble(value, CultureInfo.InvariantCulture).ToString("R", CultureInfo.InvariantCulture));
        }

        private static byte[] Bytes(string hex)
        {
            var bytes = new byte[hex.Length / 2];
            for (int i = 0; i < bytes.Length; i++) bytes[i] = Convert.ToByte(hex.Substring(2 * i, 2), 16);
            return bytes;
        }

        private static string Hex(ArraySegment<byte> bytes) =>
            BitConverter.ToString(bytes.Array, bytes.Offset, bytes.Count).Replace("-", "").ToLowerInvariant();
    }
}

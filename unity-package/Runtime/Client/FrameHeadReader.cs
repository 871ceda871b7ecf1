using System;
using System.Text;

namespace Worldport.Client
{
    /// <summary>
    /// Reads frame messages in place: bytes → [ "frame", head, payload ] → <see cref="FrameHead"/>. Strings seen before are
    /// given again instead of being made anew, so that a frame costs no memory. For one thread.
    /// </summary>
    public sealed class FrameHeadReader
    {
        private static readonly byte[] FrameType = Ascii("frame");
        private static readonly byte[] Track = Ascii("track");
        private static readonly byte[] Epoch = Ascii("epoch");
        private static readonly byte[] Seq = Ascii("seq");
        private static readonly byte[] Width = Ascii("width");
        private static readonly byte[] Height = Ascii("height");
        private static readonly byte[] Format = Ascii("format");
        private static readonly byte[] PtsUs = Ascii("pts_us");
        private static readonly byte[] Driver = Ascii("driver");
        private static readonly byte[] Command = Ascii("command");
        private static readonly byte[] Times = Ascii("t");
        private static readonly byte[] StepStartUs = Ascii("step_start_us");
        private static readonly byte[] StepEndUs = Ascii("step_end_us");
        private static readonly byte[] ReadyUs = Ascii("ready_us");
        private static readonly byte[] Meta = Ascii("meta");

        private readonly TextCache _texts = new TextCache();

        /// <summary>Whether a message is a frame, by its first bytes. It may still be a bad one.</summary>
        public static bool IsFrame(byte[] bytes, int count)
        {
            if (count < 7 || bytes[0] != 0x93 || bytes[1] != (0xa0 | FrameType.Length)) return false;
            return Equal(new ArraySegment<byte>(bytes, 2, FrameType.Length), FrameType);
        }

        /// <summary>Reads the message in the first <paramref name="count"/> bytes, and gives where its payload lies.</summary>
        /// <exception cref="FormatException">The bytes are not one whole frame message, or the payload does not fit its size.</exception>
        public ArraySegment<byte> Read(byte[] bytes, int count, out FrameHead head, out int metaOffset, out int metaLength)
        {
            var reader = new MsgPackReader(bytes, 0, count);
            head = default(FrameHead);
            metaOffset = 0;
            metaLength = 0;
            if (reader.ReadArrayHead() != 3 || !Equal(reader.ReadTextBytes(), FrameType))
                throw new FormatException("The message is no frame with a payload.");
            for (int left = reader.ReadMapHead(); left > 0; left--)
            {
                ArraySegment<byte> key = reader.ReadTextBytes();
                if (Equal(key, Track)) head.Track = _texts.Of(reader.ReadTextBytes());
                else if (Equal(key, Epoch)) head.Epoch = reader.ReadInteger();
                else if (Equal(key, Seq)) head.Seq = reader.ReadInteger();
                else if (Equal(key, Width)) head.Width = Size(reader.ReadInteger());
                else if (Equal(key, Height)) head.Height = Size(reader.ReadInteger());
                else if (Equal(key, Format)) head.Format = _texts.Of(reader.ReadTextBytes());
                else if (Equal(key, PtsUs)) head.PtsUs = reader.ReadInteger();
                else if (Equal(key, Driver)) head.Driver = _texts.Of(reader.ReadTextBytes());
                else if (Equal(key, Command)) head.Command = reader.ReadInteger();
                else if (Equal(key, Times)) ReadTimes(ref reader, ref head);
                else if (Equal(key, Meta))
                {
                    metaOffset = reader.Position;
                    reader.Skip();
                    metaLength = reader.Position - metaOffset;
                }
                else reader.Skip();
            }
            ArraySegment<byte> payload = reader.ReadBinary();
            if (!reader.IsAtEnd) throw new FormatException("Bytes follow the frame.");
            Check(head, payload.Count);
            return payload;
        }

        private static void ReadTimes(ref MsgPackReader reader, ref FrameHead head)
        {
            for (int left = reader.ReadMapHead(); left > 0; left--)
            {
                ArraySegment<byte> key = reader.ReadTextBytes();
                if (Equal(key, StepStartUs)) head.StepStartUs = reader.ReadInteger();
                else if (Equal(key, StepEndUs)) head.StepEndUs = reader.ReadInteger();
                else if (Equal(key, ReadyUs)) head.ReadyUs = reader.ReadInteger();
                else reader.Skip();
            }
        }

        private static void Check(in FrameHead head, int payloadBytes)
        {
            if (head.Track == null || head.Format == null || head.Epoch < 1 || head.Seq < 1)
                throw new FormatException("A frame lacks its track, format, epoch or seq.");
            if (head.Format == "rgba8" && payloadBytes != (long)head.Width * head.Height * 4)
                throw new FormatException(
                    $"A frame of {head.Width} × {head.Height} pixels has {payloadBytes} bytes; rgba8 has 4 for each pixel.");
        }

        private static int Size(long pixels)
        {
            if (pixels < 1 || pixels > 16384) throw new FormatException($"A frame says it is {pixels} pixels wide or high.");
            return (int)pixels;
        }

        private static byte[] Ascii(string text) => Encoding.ASCII.GetBytes(text);

        private static bool Equal(ArraySegment<byte> found, byte[] wanted)
        {
            if (found.Count != wanted.Length) return false;
            byte[] bytes = found.Array;
            int offset = found.Offset;
            for (int i = 0; i < wanted.Length; i++) if (bytes[offset + i] != wanted[i]) return false;
            return true;
        }
    }

    /// <summary>
    /// Gives the same string for the same bytes, so that names that come with every frame are made once. Keeps the last
    /// few; others push them out. For one thread.
    /// </summary>
    internal sealed class TextCache
    {
        private const int Kept = 16;

        private readonly byte[][] _bytes = new byte[Kept][];
        private readonly string[] _texts = new string[Kept];
        private int _next;

        public string Of(ArraySegment<byte> utf8)
        {
            for (int i = 0; i < Kept && _bytes[i] != null; i++) if (Same(utf8, _bytes[i])) return _texts[i];
            var copy = new byte[utf8.Count];
            Buffer.BlockCopy(utf8.Array, utf8.Offset, copy, 0, copy.Length);
            _bytes[_next] = copy;
            string text = _texts[_next] = Encoding.UTF8.GetString(copy);
            _next = (_next + 1) % Kept;
            return text;
        }

        private static bool Same(ArraySegment<byte> found, byte[] known)
        {
            if (found.Count != known.Length) return false;
            for (int i = 0; i < known.Length; i++) if (found.Array[found.Offset + i] != known[i]) return false;
            return true;
        }
    }
}

using System;
using System.Collections;
using System.Collections.Generic;
using System.Globalization;
using System.Text;

namespace Worldport.Client
{
    /// <summary>
    /// Writes MessagePack values, each in its shortest encoding, into an array that grows and is used again.
    /// Not thread-safe.
    /// </summary>
    public sealed class MsgPackWriter
    {
        private byte[] _bytes;

        /// <summary>Makes a writer whose array has room for this many bytes.</summary>
        public MsgPackWriter(int capacity = 512)
        {
            _bytes = new byte[Math.Max(16, capacity)];
        }

        /// <summary>The array written into; replaced when it grows. Valid up to <see cref="Length"/>, until the next write.</summary>
        public byte[] Bytes => _bytes;

        /// <summary>Bytes written since the last <see cref="Clear"/>.</summary>
        public int Length { get; private set; }

        /// <summary>Starts over in the same array.</summary>
        public void Clear() => Length = 0;

        /// <summary>Goes back to an earlier <see cref="Length"/>, as if what followed had not been written.</summary>
        public void CutTo(int length)
        {
            if (length < 0 || length > Length) throw new ArgumentOutOfRangeException(nameof(length));
            Length = length;
        }

        /// <summary>The bytes written, copied.</summary>
        public byte[] ToArray()
        {
            var copy = new byte[Length];
            Buffer.BlockCopy(_bytes, 0, copy, 0, Length);
            return copy;
        }

        /// <summary>Writes nil.</summary>
        public void WriteNil() => Put(0xc0);

        /// <summary>Writes true or false.</summary>
        public void Write(bool value) => Put(value ? (byte)0xc3 : (byte)0xc2);

        /// <summary>Writes a whole number. Throws beyond ±(2^53 − 1), which no receiver takes.</summary>
        public void Write(long value)
        {
            if (value > MsgPackReader.MaxInteger || value < -MsgPackReader.MaxInteger)
                throw new ArgumentOutOfRangeException(nameof(value), $"{value} is beyond ±(2^53 − 1).");
            if (value >= 0)
            {
                if (value <= 0x7f) Put((byte)value);
                else if (value <= 0xff) Put(0xcc, value, 1);
                else if (value <= 0xffff) Put(0xcd, value, 2);
                else if (value <= 0xffffffff) Put(0xce, value, 4);
                else Put(0xcf, value, 8);
            }
            else if (value >= -32) Put((byte)value);
            else if (value >= sbyte.MinValue) Put(0xd0, value, 1);
            else if (value >= short.MinValue) Put(0xd1, value, 2);
            else if (value >= int.MinValue) Put(0xd2, value, 4);
            else Put(0xd3, value, 8);
        }

        /// <summary>Writes a number; one that is whole becomes an integer. Throws for NaN and infinities.</summary>
        public void Write(double value)
        {
            if (double.IsNaN(value) || double.IsInfinity(value))
                throw new ArgumentException($"{value} can't be sent: numbers are finite.", nameof(value));
            if (Math.Abs(value) <= MsgPackReader.MaxInteger && Math.Floor(value) == value) Write((long)value);
            else Put(0xcb, BitConverter.DoubleToInt64Bits(value), 8);
        }

        /// <summary>Writes a string, or nil for null.</summary>
        public void Write(string value)
        {
            if (value == null)
            {
                WriteNil();
                return;
            }
            int count = Encoding.UTF8.GetByteCount(value);
            if (count <= 31) Put((byte)(0xa0 | count));
            else if (count <= 0xff) Put(0xd9, count, 1);
            else if (count <= 0xffff) Put(0xda, count, 2);
            else Put(0xdb, count, 4);
            Reserve(count);
            Length += Encoding.UTF8.GetBytes(value, 0, value.Length, _bytes, Length);
        }

        /// <summary>Writes a bin.</summary>
        public void WriteBinary(byte[] bytes, int offset, int count)
        {
            if (count <= 0xff) Put(0xc4, count, 1);
            else if (count <= 0xffff) Put(0xc5, count, 2);
            else WriteBinaryHead(count);
            WriteEncoded(bytes, offset, count);
        }

        /// <summary>Writes bytes that are encoded values already.</summary>
        public void WriteEncoded(byte[] bytes, int offset, int count)
        {
            Reserve(count);
            Buffer.BlockCopy(bytes, offset, _bytes, Length, count);
            Length += count;
        }

        /// <summary>Writes the head of a bin whose bytes are sent behind it, as frames are: always with four bytes of length.</summary>
        public void WriteBinaryHead(int count) => Put(0xc6, count, 4);

        /// <summary>Writes the head of an array; that many values must follow.</summary>
        public void WriteArrayHead(int count)
        {
            if (count <= 15) Put((byte)(0x90 | count));
            else if (count <= 0xffff) Put(0xdc, count, 2);
            else Put(0xdd, count, 4);
        }

        /// <summary>Writes the head of a map; that many pairs of a string and a value must follow.</summary>
        public void WriteMapHead(int count)
        {
            if (count <= 15) Put((byte)(0x80 | count));
            else if (count <= 0xffff) Put(0xde, count, 2);
            else Put(0xdf, count, 4);
        }

        /// <summary>
        /// Writes null, a bool, number, string, enum (by name), byte[], map with string keys, or list, to any depth up to
        /// <see cref="Bounds.MaxSentDepth"/>. Throws ArgumentException for anything else.
        /// </summary>
        public void WriteValue(object value) => WriteValue(value, 1);

        private void WriteValue(object value, int depth)
        {
            if (depth > Bounds.MaxSentDepth)
                throw new ArgumentException($"More than {Bounds.MaxSentDepth} maps and lists lie inside one another, or one holds itself.");
            if (value == null) WriteNil();
            else if (value is string text) Write(text);
            else if (value is bool flag) Write(flag);
            else if (value is double number) Write(number);
            else if (value is float single) Write((double)single);
            else if (value is int whole) Write((long)whole);
            else if (value is long large) Write(large);
            else if (value is Dictionary<string, object> map) WriteMap(map, depth);
            else if (value is byte[] bytes) WriteBinary(bytes, 0, bytes.Length);
            else if (value is Enum) Write(value.ToString());
            else if (value is ulong unsigned) Write(checked((long)unsigned));
            else if (value is uint || value is short || value is ushort || value is byte || value is sbyte)
                Write(Convert.ToInt64(value, CultureInfo.InvariantCulture));
            else if (value is decimal exact) Write((double)exact);
            else if (value is IDictionary entries) WriteEntries(entries, depth);
            else if (value is ICollection items) WriteItems(items, depth);
            else throw new ArgumentException(
                $"A {value.GetType()} can't be sent. Use null, bool, numbers, strings, byte[], maps with string keys and lists.");
        }

        private void WriteMap(Dictionary<string, object> map, int depth)
        {
            WriteMapHead(map.Count);
            foreach (KeyValuePair<string, object> entry in map)
            {
                Write(entry.Key);
                WriteValue(entry.Value, depth + 1);
            }
        }

        private void WriteEntries(IDictionary entries, int depth)
        {
            WriteMapHead(entries.Count);
            foreach (DictionaryEntry entry in entries)
            {
                if (!(entry.Key is string key)) throw new ArgumentException($"The key {entry.Key} of a map is no string.");
                Write(key);
                WriteValue(entry.Value, depth + 1);
            }
        }

        private void WriteItems(ICollection items, int depth)
        {
            WriteArrayHead(items.Count);
            foreach (object item in items) WriteValue(item, depth + 1);
        }

        private void Put(byte value)
        {
            Reserve(1);
            _bytes[Length++] = value;
        }

        private void Put(byte head, long value, int count)
        {
            Reserve(1 + count);
            _bytes[Length++] = head;
            for (int shift = 8 * (count - 1); shift >= 0; shift -= 8) _bytes[Length++] = (byte)(value >> shift);
        }

        private void Reserve(int count)
        {
            int needed = checked(Length + count);
            if (needed > _bytes.Length) Array.Resize(ref _bytes, Math.Max(needed, _bytes.Length * 2));
        }
    }
}

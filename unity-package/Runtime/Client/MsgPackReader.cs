using System;
using System.Text;

namespace Worldport.Client
{
    /// <summary>
    /// Reads MessagePack values from a part of a byte array, without copying it. A struct: pass it by reference.
    /// Everything that is short, not of the expected kind, or beyond a limit is a <see cref="FormatException"/>.
    /// </summary>
    public partial struct MsgPackReader
    {
        /// <summary>Integers lie within ±(2^53 − 1), so that every language holds them.</summary>
        public const long MaxInteger = 9007199254740991;

        private readonly byte[] _bytes;
        private readonly int _end;
        private readonly int _maxDepth;
        private int _position;
        private int _valuesLeft;

        /// <summary>Reads <paramref name="count"/> bytes from <paramref name="offset"/> on.</summary>
        /// <param name="bytes">Read while this struct is in use; not copied.</param>
        /// <param name="offset">Index of the first byte.</param>
        /// <param name="count">Number of bytes.</param>
        /// <param name="maxDepth">Maps and arrays that may lie inside one another.</param>
        /// <param name="maxValues">Values that may be read in all, counting maps, arrays, keys and what they hold.</param>
        public MsgPackReader(
            byte[] bytes,
            int offset,
            int count,
            int maxDepth = Bounds.MaxDepth,
            int maxValues = Bounds.MaxValues)
        {
            if (bytes == null) throw new ArgumentNullException(nameof(bytes));
            if (offset < 0 || count < 0 || count > bytes.Length - offset)
                throw new ArgumentOutOfRangeException(nameof(count), $"{offset} + {count} is beyond {bytes.Length} bytes.");
            _bytes = bytes;
            _position = offset;
            _end = offset + count;
            _maxDepth = maxDepth;
            _valuesLeft = maxValues;
        }

        /// <summary>Index of the next byte in the array.</summary>
        public int Position => _position;

        /// <summary>Whether everything has been read.</summary>
        public bool IsAtEnd => _position == _end;

        /// <summary>Kind of the next value. Throws for extension types, which the protocol does not use.</summary>
        public MsgPackKind Peek()
        {
            if (_position >= _end) throw Short();
            byte head = _bytes[_position];
            if (head <= 0x7f || head >= 0xe0) return MsgPackKind.Integer;
            if (head <= 0x8f) return MsgPackKind.Map;
            if (head <= 0x9f) return MsgPackKind.Array;
            if (head <= 0xbf) return MsgPackKind.Text;
            switch (head)
            {
                case 0xc0: return MsgPackKind.Nil;
                case 0xc2: case 0xc3: return MsgPackKind.Boolean;
                case 0xc4: case 0xc5: case 0xc6: return MsgPackKind.Binary;
                case 0xca: case 0xcb: return MsgPackKind.Float;
                case 0xcc: case 0xcd: case 0xce: case 0xcf:
                case 0xd0: case 0xd1: case 0xd2: case 0xd3: return MsgPackKind.Integer;
                case 0xd9: case 0xda: case 0xdb: return MsgPackKind.Text;
                case 0xdc: case 0xdd: return MsgPackKind.Array;
                case 0xde: case 0xdf: return MsgPackKind.Map;
                default: throw Bad($"the byte {head:x2} begins no value that the protocol uses");
            }
        }

        /// <summary>Reads nil.</summary>
        public void ReadNil()
        {
            Expect(MsgPackKind.Nil);
            _position++;
        }

        /// <summary>Reads true or false.</summary>
        public bool ReadBoolean()
        {
            Expect(MsgPackKind.Boolean);
            return _bytes[_position++] == 0xc3;
        }

        /// <summary>Reads a whole number in any encoding, within ±<see cref="MaxInteger"/>. A float must be whole.</summary>
        public long ReadInteger()
        {
            MsgPackKind kind = Count();
            if (kind == MsgPackKind.Float)
            {
                double number = FloatAtHead();
                if (Math.Abs(number) <= MaxInteger && Math.Floor(number) == number) return (long)number;
                throw Bad($"{number} is no whole number within ±(2^53 − 1)");
            }
            if (kind != MsgPackKind.Integer) throw Unexpected(MsgPackKind.Integer, kind);
            return IntegerAtHead();
        }

        /// <summary>Reads a number in any encoding. NaN and infinities are refused.</summary>
        public double ReadNumber()
        {
            MsgPackKind kind = Count();
            if (kind == MsgPackKind.Integer) return IntegerAtHead();
            if (kind != MsgPackKind.Float) throw Unexpected(MsgPackKind.Float, kind);
            return FloatAtHead();
        }

        /// <summary>Reads a string. Bytes that are not UTF-8 become U+FFFD.</summary>
        public string ReadText()
        {
            ArraySegment<byte> utf8 = ReadTextBytes();
            return utf8.Count == 0 ? "" : Encoding.UTF8.GetString(utf8.Array, utf8.Offset, utf8.Count);
        }

        /// <summary>Reads a string and gives its UTF-8 bytes, a view into the array.</summary>
        public ArraySegment<byte> ReadTextBytes()
        {
            Expect(MsgPackKind.Text);
            byte head = _bytes[_position++];
            return Take(head <= 0xbf ? head & 0x1f : Length(head - 0xd9));
        }

        /// <summary>Reads a bin and gives a view into the array.</summary>
        public ArraySegment<byte> ReadBinary()
        {
            Expect(MsgPackKind.Binary);
            byte head = _bytes[_position++];
            return Take(Length(head - 0xc4));
        }

        /// <summary>Reads the head of an array; that many values follow.</summary>
        public int ReadArrayHead()
        {
            Expect(MsgPackKind.Array);
            byte head = _bytes[_position++];
            return Elements(head <= 0x9f ? head & 0x0f : Length(head - 0xdc + 1), 1);
        }

        /// <summary>Reads the head of a map; that many pairs of a string and a value follow.</summary>
        public int ReadMapHead()
        {
            Expect(MsgPackKind.Map);
            byte head = _bytes[_position++];
            return Elements(head <= 0x8f ? head & 0x0f : Length(head - 0xde + 1), 2);
        }

        /// <summary>Passes over one value, however deep, without making anything of it.</summary>
        public void Skip()
        {
            // One count per open array or map would need a list; only how many values are still owed matters here.
            long owed = 1;
            while (owed > 0)
            {
                owed--;
                switch (Peek())
                {
                    case MsgPackKind.Nil: ReadNil(); break;
                    case MsgPackKind.Boolean: ReadBoolean(); break;
                    case MsgPackKind.Integer: ReadInteger(); break;
                    case MsgPackKind.Float: ReadNumber(); break;
                    case MsgPackKind.Text: ReadTextBytes(); break;
                    case MsgPackKind.Binary: ReadBinary(); break;
                    case MsgPackKind.Array: owed += ReadArrayHead(); break;
                    default: owed += 2L * ReadMapHead(); break;
                }
            }
        }

        /// <summary>Counts one value, and gives its kind.</summary>
        private MsgPackKind Count()
        {
            MsgPackKind kind = Peek();
            if (--_valuesLeft < 0) throw Bad("it holds more values than are allowed (max_values)");
            return kind;
        }

        private void Expect(MsgPackKind expected)
        {
            MsgPackKind kind = Count();
            if (kind != expected) throw Unexpected(expected, kind);
        }

        /// <summary>An element takes a byte at least, so a head that claims more than is left is refused before anything is made.</summary>
        private int Elements(int count, int valuesEach)
        {
            long values = (long)count * valuesEach;
            if (values > _end - _position) throw Short();
            if (values > _valuesLeft) throw Bad("it holds more values than are allowed (max_values)");
            return count;
        }

        private ArraySegment<byte> Take(int count)
        {
            if (count > _end - _position) throw Short();
            var taken = new ArraySegment<byte>(_bytes, _position, count);
            _position += count;
            return taken;
        }

        /// <summary>Reads a length of 1, 2 or 4 bytes for 0, 1 or 2.</summary>
        private int Length(int size)
        {
            ulong length = BigEndian(1 << size);
            if (length > int.MaxValue) throw Short();
            return (int)length;
        }

        private ulong BigEndian(int count)
        {
            if (count > _end - _position) throw Short();
            ulong value = 0;
            for (int i = 0; i < count; i++) value = (value << 8) | _bytes[_position++];
            return value;
        }

        private long IntegerAtHead()
        {
            byte head = _bytes[_position++];
            if (head <= 0x7f) return head;
            if (head >= 0xe0) return (sbyte)head;
            ulong raw = BigEndian(1 << (head & 3));
            long value;
            switch (head)
            {
                case 0xd0: value = (sbyte)raw; break;
                case 0xd1: value = (short)raw; break;
                case 0xd2: value = (int)raw; break;
                case 0xd3: value = (long)raw; break;
                default: value = raw > MaxInteger ? long.MaxValue : (long)raw; break;
            }
            if (value > MaxInteger || value < -MaxInteger) throw Bad("an integer is beyond ±(2^53 − 1)");
            return value;
        }

        private double FloatAtHead()
        {
            byte head = _bytes[_position++];
            double number = head == 0xca
                ? BitConverter.Int32BitsToSingle((int)BigEndian(4))
                : BitConverter.Int64BitsToDouble((long)BigEndian(8));
            if (double.IsNaN(number) || double.IsInfinity(number)) throw Bad($"{number} is no number that may be sent");
            return number;
        }

        private FormatException Short() => Bad($"it ends at byte {_end}, in the middle of a value");

        private FormatException TooDeep() => Bad($"more than {_maxDepth} maps and arrays lie inside one another (max_depth)");

        private FormatException Unexpected(MsgPackKind expected, MsgPackKind found) =>
            Bad($"there is {found} where {expected} is expected");

        private FormatException Bad(string what) => new FormatException($"The bytes are not as the protocol says: {what} (byte {_position}).");
    }
}

using System;
using System.Collections.Generic;

namespace Worldport.Client
{
    /// <content>Whole values, decoded into plain collections.</content>
    public partial struct MsgPackReader
    {
        /// <summary>
        /// Reads one value: null, bool, long, double, string, byte[] (a copy), List&lt;object&gt; or
        /// Dictionary&lt;string, object&gt;.
        /// </summary>
        public object ReadValue() => ReadValue(1);

        private object ReadValue(int depth)
        {
            switch (Peek())
            {
                case MsgPackKind.Nil: ReadNil(); return null;
                case MsgPackKind.Boolean: return ReadBoolean();
                case MsgPackKind.Integer: return ReadInteger();
                case MsgPackKind.Float: return ReadNumber();
                case MsgPackKind.Text: return ReadText();
                case MsgPackKind.Binary: return Copy(ReadBinary());
                case MsgPackKind.Array: return ReadList(depth);
                default: return ReadMap(depth);
            }
        }

        private List<object> ReadList(int depth)
        {
            if (depth > _maxDepth) throw TooDeep();
            int count = ReadArrayHead();
            var list = new List<object>(count);
            for (int i = 0; i < count; i++) list.Add(ReadValue(depth + 1));
            return list;
        }

        private Dictionary<string, object> ReadMap(int depth)
        {
            if (depth > _maxDepth) throw TooDeep();
            int count = ReadMapHead();
            var map = new Dictionary<string, object>(count);
            for (int i = 0; i < count; i++)
            {
                string key = ReadText();
                // No map of the protocol may have this key: in JavaScript it would change what an object is.
                if (key == "__proto__") throw Bad("a map has the key __proto__");
                map[key] = ReadValue(depth + 1);
            }
            return map;
        }

        private static byte[] Copy(ArraySegment<byte> bytes)
        {
            var copy = new byte[bytes.Count];
            Buffer.BlockCopy(bytes.Array, bytes.Offset, copy, 0, bytes.Count);
            return copy;
        }
    }

    /// <summary>What the next MessagePack value is.</summary>
    public enum MsgPackKind
    {
        /// <summary>Nothing.</summary>
        Nil,

        /// <summary>true or false.</summary>
        Boolean,

        /// <summary>A whole number in an integer encoding.</summary>
        Integer,

        /// <summary>A number in a float encoding; it may be whole.</summary>
        Float,

        /// <summary>A string.</summary>
        Text,

        /// <summary>Bytes.</summary>
        Binary,

        /// <summary>A list.</summary>
        Array,

        /// <summary>A map; its keys are strings.</summary>
        Map,
    }
}

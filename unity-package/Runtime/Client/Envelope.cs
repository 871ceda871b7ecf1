using System;
using System.Collections.Generic;

namespace Worldport.Client
{
    /// <summary>A message before its type is looked at: <c>[type, body]</c> or <c>[type, body, payload]</c>.</summary>
    public readonly struct Envelope
    {
        private Envelope(string type, Dictionary<string, object> body, ArraySegment<byte>? payload)
        {
            Type = type;
            Body = new Body(body);
            Payload = payload;
        }

        /// <summary>Its type.</summary>
        public string Type { get; }

        /// <summary>Its body, decoded.</summary>
        public Body Body { get; }

        /// <summary>Its payload, a view into the bytes read; null when it has none. Only <c>frame</c> has one.</summary>
        public ArraySegment<byte>? Payload { get; }

        /// <summary>Reads exactly one message.</summary>
        /// <exception cref="FormatException">The bytes are not one message.</exception>
        public static Envelope Read(
            byte[] bytes,
            int offset,
            int count,
            int maxDepth = Bounds.MaxDepth,
            int maxValues = Bounds.MaxValues)
        {
            // The message's own array and the first byte of its head count too.
            var reader = new MsgPackReader(bytes, offset, count, maxDepth - 1, maxValues);
            int parts = reader.ReadArrayHead();
            if (parts < 2 || parts > 3) throw new FormatException($"A message has two or three parts; this one has {parts}.");
            string type = reader.ReadText();
            if (reader.Peek() != MsgPackKind.Map) throw new FormatException($"The body of {type} is no map.");
            var body = (Dictionary<string, object>)reader.ReadValue();
            ArraySegment<byte>? payload = null;
            if (parts == 3) payload = reader.ReadBinary();
            if ((type == "frame") != payload.HasValue)
                throw new FormatException($"{type} has {(payload.HasValue ? "a" : "no")} payload; only frame has one.");
            if (!reader.IsAtEnd) throw new FormatException("Bytes follow the message.");
            return new Envelope(type, body, payload);
        }
    }

    /// <summary>Reads fields of a decoded map, whose values may be absent or of another kind than expected.</summary>
    public readonly struct Body
    {
        private static readonly Dictionary<string, object> Empty = new Dictionary<string, object>();

        private readonly Dictionary<string, object> _map;

        /// <summary>Looks into a map; null counts as empty.</summary>
        public Body(Dictionary<string, object> map)
        {
            _map = map;
        }

        /// <summary>The map; never null.</summary>
        public Dictionary<string, object> Map => _map ?? Empty;

        /// <summary>The string of a key, or <paramref name="otherwise"/>.</summary>
        public string Text(string key, string otherwise = "") =>
            Map.TryGetValue(key, out object value) && value is string text ? text : otherwise;

        /// <summary>The number of a key, or <paramref name="otherwise"/>.</summary>
        public double Number(string key, double otherwise = 0) =>
            Map.TryGetValue(key, out object value) ? NumberOf(value, otherwise) : otherwise;

        /// <summary>The whole number of a key, or <paramref name="otherwise"/>.</summary>
        public long Whole(string key, long otherwise = 0)
        {
            if (!Map.TryGetValue(key, out object value)) return otherwise;
            if (value is long whole) return whole;
            double number = NumberOf(value, otherwise);
            return number >= -MsgPackReader.MaxInteger && number <= MsgPackReader.MaxInteger ? (long)number : otherwise;
        }

        /// <summary>The boolean of a key, or <paramref name="otherwise"/>.</summary>
        public bool Flag(string key, bool otherwise = false) =>
            Map.TryGetValue(key, out object value) && value is bool flag ? flag : otherwise;

        /// <summary>The map of a key; empty when there is none.</summary>
        public Body Inner(string key) => new Body(MapOrNull(key));

        /// <summary>The map of a key, or null.</summary>
        public Dictionary<string, object> MapOrNull(string key) =>
            Map.TryGetValue(key, out object value) ? value as Dictionary<string, object> : null;

        /// <summary>The list of a key, or null.</summary>
        public List<object> ListOrNull(string key) => Map.TryGetValue(key, out object value) ? value as List<object> : null;

        /// <summary>Any value of a key, or null.</summary>
        public object Any(string key) => Map.TryGetValue(key, out object value) ? value : null;

        /// <summary>Whether the key is there and is not null.</summary>
        public bool Has(string key) => Any(key) != null;

        /// <summary>The numbers that codec and JSON give, as double.</summary>
        internal static double NumberOf(object value, double otherwise)
        {
            if (value is double number) return number;
            if (value is long whole) return whole;
            if (value is int small) return small;
            if (value is float single) return single;
            return otherwise;
        }
    }
}

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
}

using System;
using System.Text;

namespace Worldport.Client
{
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

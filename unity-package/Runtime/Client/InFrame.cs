namespace Worldport.Client
{
    /// <summary>A frame on its way to an <c>in</c> track of the model: its head, and pixels of the client's pool.</summary>
    internal sealed class InFrame
    {
        public InFrame(string track, byte[] head, byte[] pixels, int pixelBytes)
        {
            Track = track;
            Head = head;
            Pixels = pixels;
            PixelBytes = pixelBytes;
        }

        public string Track { get; }

        /// <summary>Everything of the message in front of the pixels.</summary>
        public byte[] Head { get; }

        public byte[] Pixels { get; }

        public int PixelBytes { get; }
    }

    /// <summary>Arrays for pixels that go to the model, used again. Any thread may take and return.</summary>
    internal sealed class PixelPool
    {
        private const int Spares = 4;

        private readonly object _gate = new object();
        private readonly byte[][] _spares = new byte[Spares][];

        /// <summary>Takes an array of at least this many bytes.</summary>
        public byte[] Take(int bytes)
        {
            lock (_gate)
            {
                for (int i = 0; i < Spares; i++)
                {
                    byte[] spare = _spares[i];
                    if (spare == null || spare.Length < bytes) continue;
                    _spares[i] = null;
                    return spare;
                }
            }
            return new byte[bytes];
        }

        /// <summary>Takes an array back. The smallest one is let go of when there are too many.</summary>
        public void Return(byte[] array)
        {
            lock (_gate)
            {
                int at = 0;
                for (int i = 0; i < Spares; i++)
                {
                    if (_spares[i] == null)
                    {
                        _spares[i] = array;
                        return;
                    }
                    if (_spares[i].Length < _spares[at].Length) at = i;
                }
                if (_spares[at].Length < array.Length) _spares[at] = array;
            }
        }
    }
}

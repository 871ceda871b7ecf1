using System;

namespace Worldport.Client
{
    /// <summary>
    /// Frames whose buffers are used again. New buffers are as large as the largest message so far; smaller ones are let
    /// go when they come back. Any thread may take and return.
    /// </summary>
    internal sealed class FramePool
    {
        /// <summary>With one track: one received into, one in the slot, one shown. More are made when they are needed.</summary>
        private const int Circulating = 3;

        /// <summary>Frames kept for later.</summary>
        private const int Spares = 8;

        /// <summary>First size of a receive buffer. It doubles until a message fits.</summary>
        private const int FirstBufferBytes = 1024 * 1024;

        private const int Granularity = 64 * 1024;

        private readonly object _gate = new object();
        private readonly Frame[] _spares = new Frame[Spares];
        private int _count;
        private int _bufferBytes = FirstBufferBytes;

        /// <summary>Frames made so far. It stops growing once as many exist as circulate.</summary>
        public int Made { get; private set; }

        /// <summary>Takes a frame with an empty buffer; it is the caller's until it is released.</summary>
        public Frame Take()
        {
            lock (_gate)
            {
                Frame frame;
                if (_count > 0)
                {
                    frame = _spares[--_count];
                    _spares[_count] = null;
                }
                else
                {
                    frame = Make();
                }
                frame.Take();
                return frame;
            }
        }

        /// <summary>Doubles a frame's buffer, keeping its first <paramref name="used"/> bytes.</summary>
        /// <exception cref="FormatException">It is as large as a message may be.</exception>
        public void Grow(Frame frame, int used)
        {
            if (frame.Buffer.Length >= Bounds.MaxMessageBytes)
                throw new FormatException($"A message of the server is larger than {Bounds.MaxMessageBytes} bytes.");
            var larger = new byte[(int)Math.Min(Bounds.MaxMessageBytes, frame.Buffer.Length * 2L)];
            Buffer.BlockCopy(frame.Buffer, 0, larger, 0, used);
            frame.Buffer = larger;
        }

        /// <summary>
        /// Remembers how large messages are, and makes at once as many frames of that size as circulate, so that nothing
        /// large is made later. One byte more shows that a message has ended.
        /// </summary>
        public void Learn(int messageBytes)
        {
            int rounded = (messageBytes / Granularity + 1) * Granularity;
            if (rounded <= _bufferBytes) return;
            lock (_gate)
            {
                _bufferBytes = rounded;
                while (_count > 0) _spares[--_count] = null;
                while (_count < Circulating) _spares[_count++] = Make();
            }
        }

        /// <summary>Takes a frame back; only <see cref="Frame.Release"/> calls it.</summary>
        public void Return(Frame frame)
        {
            lock (_gate)
            {
                if (_count == Spares || frame.Buffer.Length < _bufferBytes) return;
                _spares[_count++] = frame;
            }
        }

        private Frame Make()
        {
            Made++;
            return new Frame(this, new byte[_bufferBytes]);
        }
    }
}

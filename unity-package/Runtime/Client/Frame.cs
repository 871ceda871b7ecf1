using System;
using System.Collections.Generic;
using System.Threading;

namespace Worldport.Client
{
    /// <summary>
    /// One frame in a buffer of the client's pool. Whoever takes it from the client owns it until
    /// <see cref="Release"/>, and must not touch it or its <see cref="Buffer"/> afterwards: both are used again.
    /// </summary>
    public sealed class Frame : IDisposable
    {
        private readonly FramePool _pool;
        private int _isTaken;
        private int _metaOffset;
        private int _metaLength;

        internal Frame(FramePool pool, byte[] buffer)
        {
            _pool = pool;
            Buffer = buffer;
        }

        /// <summary>The bytes of the whole message, and more behind it.</summary>
        public byte[] Buffer { get; internal set; }

        /// <summary>Index in <see cref="Buffer"/> of the first byte of the payload: of the top left pixel's red, for rgba8.</summary>
        public int Offset { get; private set; }

        /// <summary>Bytes of the payload: Width × Height × 4 for rgba8.</summary>
        public int Length { get; private set; }

        /// <summary>What the server says about it.</summary>
        public FrameHead Head { get; private set; }

        /// <summary>When it lay whole in memory and its head was read; <see cref="Clock.NowUs"/>.</summary>
        public long ReceivedUs { get; private set; }

        /// <summary>Bytes of the whole message.</summary>
        public int MessageBytes { get; private set; }

        /// <summary>The model's words about this frame (a new map each time), or null when it has none.</summary>
        public Dictionary<string, object> ReadMeta()
        {
            if (_metaLength == 0) return null;
            var reader = new MsgPackReader(Buffer, _metaOffset, _metaLength);
            return reader.ReadValue() as Dictionary<string, object>;
        }

        /// <summary>Where the model's words lie encoded in <see cref="Buffer"/>, for reading them without making anything. False when it has none.</summary>
        public bool TryGetMetaBytes(out int offset, out int length)
        {
            offset = _metaOffset;
            length = _metaLength;
            return length > 0;
        }

        /// <summary>Gives the buffer back to the pool. A second call does nothing. May be called from any thread.</summary>
        public void Release()
        {
            if (Interlocked.Exchange(ref _isTaken, 0) == 1) _pool.Return(this);
        }

        /// <summary>The same as <see cref="Release"/>.</summary>
        public void Dispose() => Release();

        internal void Take() => Volatile.Write(ref _isTaken, 1);

        /// <summary>Reads the head of a message that lies at the start of the buffer.</summary>
        /// <exception cref="FormatException">The bytes are not one frame message.</exception>
        internal void Read(int messageBytes, FrameHeadReader reader)
        {
            ArraySegment<byte> payload = reader.Read(Buffer, messageBytes, out FrameHead head, out _metaOffset, out _metaLength);
            Head = head;
            Offset = payload.Offset;
            Length = payload.Count;
            MessageBytes = messageBytes;
            ReceivedUs = Clock.NowUs;
        }
    }

    /// <summary>What stands in front of a frame's pixels. Times are the server's clock, in microseconds.</summary>
    public struct FrameHead
    {
        /// <summary>Name of the track.</summary>
        public string Track;

        /// <summary>From 1; grows when the picture's past no longer counts (new session, restart).</summary>
        public long Epoch;

        /// <summary>From 1 in each epoch; a gap means frames this client did not get.</summary>
        public long Seq;

        /// <summary>Width of this frame in pixels; it may change from frame to frame.</summary>
        public int Width;

        /// <summary>Height of this frame in pixels.</summary>
        public int Height;

        /// <summary><c>rgba8</c> (4 bytes per pixel, row 0 at the top) or <c>jpeg</c> (a JPEG file).</summary>
        public string Format;

        /// <summary>When to show it, counted from the start of the epoch.</summary>
        public long PtsUs;

        /// <summary>Client id of the driver.</summary>
        public string Driver;

        /// <summary>Id of the driver's last command applied before this frame was made; 0: none.</summary>
        public long Command;

        /// <summary>When the step that made it began.</summary>
        public long StepStartUs;

        /// <summary>When that step ended.</summary>
        public long StepEndUs;

        /// <summary>When its pixels were complete and it could be sent.</summary>
        public long ReadyUs;
    }
}

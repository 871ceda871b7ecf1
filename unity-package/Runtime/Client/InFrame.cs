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
}

namespace Worldport.Client
{
    /// <summary>How a client wants a track. Zero or null leaves a wish open.</summary>
    public sealed class TrackWish
    {
        /// <summary>Formats in order of preference: <c>rgba8</c>, <c>jpeg</c>.</summary>
        public string[] Formats;

        /// <summary>Wider pictures are made smaller, keeping their shape; 1 to 16384 pixels.</summary>
        public int MaxWidth;

        /// <summary>Higher pictures are made smaller, keeping their shape; 1 to 16384 pixels.</summary>
        public int MaxHeight;

        /// <summary>Frames beyond this many a second are skipped; above 0, at most 1000.</summary>
        public double MaxFps;

        /// <summary>Frames that may be under way, 1 to 8; 2 when left open.</summary>
        public int Credit;

        internal int Count =>
            (Formats == null ? 0 : 1) + (MaxWidth > 0 ? 1 : 0) + (MaxHeight > 0 ? 1 : 0) + (MaxFps > 0 ? 1 : 0) + (Credit > 0 ? 1 : 0);

        /// <summary>Writes its pairs of key and value; <see cref="Count"/> says how many.</summary>
        internal void WriteTo(MsgPackWriter writer)
        {
            if (Formats != null)
            {
                writer.Write("formats");
                writer.WriteValue(Formats);
            }
            if (MaxWidth > 0) Write(writer, "max_width", MaxWidth);
            if (MaxHeight > 0) Write(writer, "max_height", MaxHeight);
            if (MaxFps > 0) Write(writer, "max_fps", MaxFps);
            if (Credit > 0) Write(writer, "credit", Credit);
        }

        private static void Write(MsgPackWriter writer, string key, double value)
        {
            writer.Write(key);
            writer.Write(value);
        }
    }
}

namespace Worldport.Client
{
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

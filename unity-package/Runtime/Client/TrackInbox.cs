namespace Worldport.Client
{
    /// <summary>What has come of one <c>out</c> track: the newest frame, and which frames are missing.</summary>
    internal sealed class TrackInbox
    {
        private long _epoch;
        private long _seq;

        public TrackInbox(string track)
        {
            Track = track;
        }

        public string Track { get; }

        public FrameSlot Slot { get; } = new FrameSlot();

        /// <summary>Notes a frame's place; gives how many were made since the last one that did not come. Called by one thread.</summary>
        public long Follow(in FrameHead head)
        {
            long gap = head.Epoch == _epoch && head.Seq > _seq ? head.Seq - _seq - 1 : 0;
            _epoch = head.Epoch;
            _seq = head.Seq;
            return gap;
        }
    }
}

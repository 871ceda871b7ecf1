namespace Worldport.Client
{
    /// <summary>
    /// Hands the newest frame of a track from the receiving thread to the thread that shows it. An older one that was not
    /// taken goes back to the pool and is counted as superseded; nothing queues.
    /// </summary>
    public sealed class FrameSlot
    {
        private readonly object _gate = new object();
        private Frame _frame;
        private long _superseded;

        /// <summary>Frames that a newer one overtook before they were taken.</summary>
        public long Superseded
        {
            get { lock (_gate) return _superseded; }
        }

        /// <summary>Puts a frame in; the slot owns it from now on.</summary>
        public void Put(Frame frame)
        {
            Frame older;
            lock (_gate)
            {
                older = _frame;
                _frame = frame;
                if (older != null) _superseded++;
            }
            older?.Release();
        }

        /// <summary>Takes the newest frame out; the caller owns it until it is released. False when there is none.</summary>
        public bool TryTake(out Frame frame)
        {
            lock (_gate)
            {
                frame = _frame;
                _frame = null;
            }
            return frame != null;
        }

        /// <summary>Lets go of a frame that waits, without counting it.</summary>
        public void Clear()
        {
            if (TryTake(out Frame frame)) frame.Release();
        }
    }

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

using System;

namespace Worldport.Client
{
    /// <summary>Where the time of a picture goes, and what became of the frames. Any thread may read it.</summary>
    public sealed class Statistics
    {
        private const int Stages = (int)LatencyStage.InputShown + 1;

        private readonly object _gate = new object();
        private readonly Samples[] _stages = new Samples[Stages];
        private readonly Samples _intervals = new Samples(120);
        private readonly ClockOffset _clock = new ClockOffset();
        private long _received;
        private long _bytes;
        private long _dropped;
        private long _shown;
        private long _lastShownUs;
        private long _lastCommand;

        private readonly Func<long> _superseded;

        internal Statistics(Func<long> superseded)
        {
            _superseded = superseded;
            for (int i = 0; i < Stages; i++) _stages[i] = new Samples(240);
        }

        /// <summary>Frames that came whole.</summary>
        public long Received
        {
            get { lock (_gate) return _received; }
        }

        /// <summary>Bytes of all frames, heads included.</summary>
        public long BytesReceived
        {
            get { lock (_gate) return _bytes; }
        }

        /// <summary>Frames made that never reached this client: lost, or replaced by newer ones on their way.</summary>
        public long Dropped
        {
            get { lock (_gate) return _dropped; }
        }

        /// <summary>Frames told to <see cref="WorldportClient.Shown"/>.</summary>
        public long Shown
        {
            get { lock (_gate) return _shown; }
        }

        /// <summary>Frames that a newer one overtook before they were taken, in all tracks.</summary>
        public long Superseded => _superseded();

        /// <summary>Frames shown per second, over the last two seconds; 0 before there are two.</summary>
        public double Fps
        {
            get
            {
                lock (_gate)
                {
                    int count = _intervals.CountWithin(2e6, out double sum);
                    return sum > 0 ? count * 1e6 / sum : 0;
                }
            }
        }

        /// <summary>Median and 95th percentile of a stage over its last 240 frames, in milliseconds. False when none was measured.</summary>
        public bool TryGet(LatencyStage stage, out double p50Ms, out double p95Ms)
        {
            lock (_gate)
            {
                Samples samples = _stages[(int)stage];
                p50Ms = samples.Percentile(0.5) / 1000;
                p95Ms = samples.Percentile(0.95) / 1000;
                return samples.Count > 0;
            }
        }

        /// <summary>Server time minus local time in µs, and by how much it may be wrong. False before the first answered ping.</summary>
        public bool TryGetClock(out long offsetUs, out long uncertaintyUs)
        {
            lock (_gate) return _clock.TryGetBest(out offsetUs, out uncertaintyUs);
        }

        internal void Ponged(long sentUs, long serverUs, long receivedUs)
        {
            lock (_gate) _clock.Add(sentUs, serverUs, receivedUs);
        }

        internal void LinkDown()
        {
            lock (_gate) _clock.Clear();
        }

        /// <summary>Forgets which command was seen last: ids may start anew.</summary>
        internal void SessionBegan(long nextCommandId)
        {
            lock (_gate)
            {
                _lastCommand = nextCommandId - 1;
                _lastShownUs = 0;
            }
        }

        internal void FrameReceived(int bytes, long gap)
        {
            lock (_gate)
            {
                _received++;
                _bytes += bytes;
                _dropped += gap;
            }
        }

        /// <summary>Notes a frame on the screen. Gives whether it is the first to show the command it names.</summary>
        internal bool FrameShown(in FrameHead head, long receivedUs, long uploadedUs, long shownUs, bool isMine, long inputUs)
        {
            lock (_gate)
            {
                bool known = _clock.TryGetBest(out long offsetUs, out _);
                _shown++;
                if (_lastShownUs > 0) _intervals.Add(shownUs - _lastShownUs);
                _lastShownUs = shownUs;
                Add(LatencyStage.AppliedMade, head.StepEndUs - head.StepStartUs);
                Add(LatencyStage.MadeSent, head.ReadyUs - head.StepEndUs);
                if (known) Add(LatencyStage.SentReceived, receivedUs - (head.ReadyUs - offsetUs));
                Add(LatencyStage.ReceivedUploaded, uploadedUs - receivedUs);
                Add(LatencyStage.UploadedShown, shownUs - uploadedUs);
                if (!isMine || head.Command <= _lastCommand) return false;
                _lastCommand = head.Command;
                if (inputUs <= 0) return false;
                if (known) Add(LatencyStage.InputApplied, head.StepStartUs - offsetUs - inputUs);
                Add(LatencyStage.InputShown, shownUs - inputUs);
                return true;
            }
        }

        private void Add(LatencyStage stage, double us) => _stages[(int)stage].Add(us);
    }

    /// <summary>
    /// The way of a picture, in order. Stages that begin with input are measured only for frames that are the first to
    /// show a command of this client.
    /// </summary>
    public enum LatencyStage
    {
        /// <summary>From the input until the step that applied it began.</summary>
        InputApplied,

        /// <summary>The step that made the frame.</summary>
        AppliedMade,

        /// <summary>From the end of the step until the frame could be sent.</summary>
        MadeSent,

        /// <summary>Over the wire, until it lay whole in memory.</summary>
        SentReceived,

        /// <summary>Until it was in the texture.</summary>
        ReceivedUploaded,

        /// <summary>Until it was on the screen, as far as the game can tell.</summary>
        UploadedShown,

        /// <summary>The whole way from the input, by the local clock alone.</summary>
        InputShown,
    }
}

namespace Worldport.Client
{
    /// <summary>Where the session is.</summary>
    public sealed class SessionState
    {
        internal SessionState(Body body)
        {
            State = body.Text("state");
            Role = body.Text("role");
            IsPaused = body.Flag("paused");
            Progress = body.Number("progress");
            Detail = body.Text("detail");
            QueuePosition = (int)body.Whole("queue_position");
            ResumeLeftMs = body.Whole("resume_left_ms");
        }

        /// <summary><c>loading</c>, <c>ready</c>, <c>waiting</c>, <c>streaming</c>, <c>orphaned</c>, <c>closing</c> or <c>failed</c>.</summary>
        public string State { get; }

        /// <summary><c>driver</c>, <c>queued</c> or <c>spectator</c>.</summary>
        public string Role { get; }

        /// <summary>Whether the model is held.</summary>
        public bool IsPaused { get; }

        /// <summary>How far loading is, 0 to 1.</summary>
        public double Progress { get; }

        /// <summary>A sentence for people; "" when there is none.</summary>
        public string Detail { get; }

        /// <summary>Place in the queue, from 1; 0 when not queued.</summary>
        public int QueuePosition { get; }

        /// <summary>Time left for the driver to come back while the session is orphaned, in milliseconds.</summary>
        public long ResumeLeftMs { get; }

        /// <summary>Whether this client's commands count.</summary>
        public bool IsDriving => State == "streaming" && Role == "driver";
    }
}

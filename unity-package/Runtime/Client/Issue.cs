namespace Worldport.Client
{
    /// <summary>One arg of a command that does not fit its schema.</summary>
    public sealed class Issue
    {
        internal Issue(Body body)
        {
            Path = body.Text("path");
            Code = body.Text("code");
            Expected = body.Text("expected");
            Received = body.Text("received");
            Message = body.Text("message");
        }

        /// <summary>Where it is: <c>speed</c>, <c>points.0.x</c>.</summary>
        public string Path { get; }

        /// <summary>What kind of misfit it is.</summary>
        public string Code { get; }

        /// <summary>What would fit.</summary>
        public string Expected { get; }

        /// <summary>What was there.</summary>
        public string Received { get; }

        /// <summary>A sentence for people.</summary>
        public string Message { get; }
    }
}

namespace Worldport.Client
{
    /// <summary>The connection to the server, and why it is not open when it is not.</summary>
    public sealed class LinkStatus
    {
        internal LinkStatus(LinkPhase phase, string code = "", string sentence = "", string remedy = "", int retryMs = 0)
        {
            Phase = phase;
            Code = code;
            Sentence = sentence;
            Remedy = remedy;
            RetryMs = retryMs;
        }

        /// <summary>Where it is.</summary>
        public LinkPhase Phase { get; }

        /// <summary>Code of the last end, kept until the next welcome; "" when there is none. <c>closed</c> after one's own close.</summary>
        public string Code { get; }

        /// <summary>What happened, for people; kept as long.</summary>
        public string Sentence { get; }

        /// <summary>What to do about it; "" when there is nothing to do.</summary>
        public string Remedy { get; }

        /// <summary>Time until the next try, in milliseconds; 0 when there is none.</summary>
        public int RetryMs { get; }

        /// <summary>Sentence and remedy together.</summary>
        public override string ToString() => Remedy.Length == 0 ? Sentence : Sentence + " " + Remedy;
    }

    /// <summary>Where the connection to the server is.</summary>
    public enum LinkPhase
    {
        /// <summary>Not started, or closed here.</summary>
        Closed,

        /// <summary>Being opened.</summary>
        Connecting,

        /// <summary>Open and welcomed.</summary>
        Open,

        /// <summary>Cut or not to be had; tried again by itself.</summary>
        Retrying,

        /// <summary>Ended for good: trying again by itself would only do harm. <see cref="WorldportClient.Start"/> tries once more.</summary>
        Ended,
    }
}

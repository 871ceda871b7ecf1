namespace Worldport.Client
{
    /// <summary>Where the link to the server is.</summary>
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

namespace Worldport.Client
{
    /// <summary>
    /// What a client has to tell, in the order it happened. Called by <see cref="WorldportClient.Poll"/>, on the thread
    /// that calls it.
    /// </summary>
    public interface IClientEvents
    {
        /// <summary>The link is being opened, is open, is tried again, or has ended for good.</summary>
        void OnLink(LinkStatus status);

        /// <summary>A session is there: after connecting, and whenever a new one opens.</summary>
        void OnWelcome(Welcome welcome);

        /// <summary>The session entered a state, or something about it changed.</summary>
        void OnState(SessionState state);

        /// <summary>The model sent a declared message.</summary>
        void OnMessage(ModelMessage message);

        /// <summary>A command was not applied. Also told for commands whose reply nobody awaits.</summary>
        void OnRefused(Refusal refusal);

        /// <summary>The server refused something else, or says why the session ended.</summary>
        void OnError(ServerError error);
    }
}

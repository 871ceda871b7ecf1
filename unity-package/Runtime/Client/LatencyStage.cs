namespace Worldport.Client
{
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

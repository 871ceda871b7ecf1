namespace Worldport.Client
{
    /// <summary>A command that was not applied.</summary>
    public sealed class Refusal
    {
        internal Refusal(string command, CommandError error)
        {
            Command = command;
            Error = error;
        }

        /// <summary>Name of the command.</summary>
        public string Command { get; }

        /// <summary>Why.</summary>
        public CommandError Error { get; }
    }
}

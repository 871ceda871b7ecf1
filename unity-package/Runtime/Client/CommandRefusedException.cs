using System;
using System.Collections.Generic;

namespace Worldport.Client
{
    /// <summary>A command that was not applied. The session goes on.</summary>
    public sealed class CommandRefusedException : Exception
    {
        internal CommandRefusedException(string command, CommandError error)
            : base($"{command}: {error.Message} ({error.Code})")
        {
            Command = command;
            Error = error;
        }

        /// <summary>Name of the command.</summary>
        public string Command { get; }

        /// <summary>Why it was not applied.</summary>
        public CommandError Error { get; }

        /// <summary>A code of the protocol, or one of the model's own.</summary>
        public string Code => Error.Code;

        /// <summary>One entry for each arg that does not fit.</summary>
        public IReadOnlyList<Issue> Issues => Error.Issues;
    }
}

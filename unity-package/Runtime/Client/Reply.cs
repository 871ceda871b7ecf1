using System.Collections.Generic;

namespace Worldport.Client
{
    /// <summary>What became of a command.</summary>
    public sealed class Reply
    {
        internal Reply(string command, CommandError error)
        {
            Command = command;
            Error = error;
        }

        internal Reply(string command, Body body)
        {
            Command = command;
            if (!body.Flag("ok"))
            {
                Error = new CommandError(body.Inner("error"));
                return;
            }
            Result = body.Any("result");
            AppliedSeq = body.Whole("applied_seq");
            SupersededBy = body.Whole("superseded_by");
        }

        /// <summary>Name of the command.</summary>
        public string Command { get; }

        /// <summary>Whether it was applied, or a newer one of the same held command took its place.</summary>
        public bool Ok => Error == null;

        /// <summary>Why it was not applied; null when it was.</summary>
        public CommandError Error { get; }

        /// <summary>What the command gives: null, bool, long, double, string, List&lt;object&gt; or Dictionary&lt;string, object&gt;.</summary>
        public object Result { get; }

        /// <summary>Seq of the first frame made after it was applied; 0 when unknown.</summary>
        public long AppliedSeq { get; }

        /// <summary>Id of the newer held command that took its place; 0 when it was applied itself.</summary>
        public long SupersededBy { get; }

        /// <summary>The fields of <see cref="Result"/> when it is a map; empty otherwise.</summary>
        public Body Fields => new Body(Result as Dictionary<string, object>);

        /// <summary>Gives itself when the command was applied.</summary>
        /// <exception cref="CommandRefusedException">It was not.</exception>
        public Reply OrThrow()
        {
            if (Error != null) throw new CommandRefusedException(Command, Error);
            return this;
        }
    }
}

using System;
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

    /// <summary>Why a command was not applied.</summary>
    public sealed class CommandError
    {
        internal CommandError(string code, string message)
        {
            Code = code;
            Message = message;
            Issues = new Issue[0];
        }

        internal CommandError(Body body)
        {
            Code = body.Text("code");
            Message = body.Text("message");
            var issues = new List<Issue>();
            foreach (object issue in body.ListOrNull("issues") ?? new List<object>())
                issues.Add(new Issue(new Body(issue as Dictionary<string, object>)));
            Issues = issues;
        }

        /// <summary>A code of the protocol, or one of the model's own; <c>closed</c> when the client was closed first.</summary>
        public string Code { get; }

        /// <summary>A sentence for people.</summary>
        public string Message { get; }

        /// <summary>One entry for each arg that does not fit.</summary>
        public IReadOnlyList<Issue> Issues { get; }
    }

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

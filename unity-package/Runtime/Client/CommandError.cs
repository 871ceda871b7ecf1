using System.Collections.Generic;

namespace Worldport.Client
{
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
}

using System;
using System.Collections.Generic;
using System.Threading.Tasks;

namespace Worldport.Client
{
    /// <summary>What a generated client needs of a session: a way for commands to go out, and for messages to come in.</summary>
    public interface ICommandSender
    {
        /// <summary>A declared message of the model came. Raised on the thread that drives the session: Unity's main thread.</summary>
        event Action<ModelMessage> MessageReceived;

        /// <summary>
        /// Sends a command at once. The task ends with what became of it, also when it was refused; it is never null.
        /// One that is unanswered when the link breaks is sent again after the resume, and applied once.
        /// </summary>
        Task<Reply> SendCommand(string command, Dictionary<string, object> args);

        /// <summary>States a held command's whole args. They go out when they have changed; no reply is asked for.</summary>
        void Hold(string command, Dictionary<string, object> args);

        /// <summary>Adds to a delta command. The sum goes out once per tick; no reply is asked for.</summary>
        void Add(string command, Dictionary<string, object> args);
    }
}

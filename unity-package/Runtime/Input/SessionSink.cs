using System.Collections.Generic;
using Worldport.Client;

namespace Worldport
{
    /// <summary>Commands made of input → the session's client.</summary>
    internal sealed class SessionSink : ICommandSink
    {
        /// <summary>Where they go; null drops them.</summary>
        public WorldportSession Session { get; set; }

        private WorldportClient Client => Session == null ? null : Session.Client;

        public void Hold(string command, Dictionary<string, object> args, Dictionary<string, object> rest, string key) =>
            Client?.Hold(command, args, rest, key);

        // What becomes of it is told by the session's CommandRefused.
        public void Trigger(string command, Dictionary<string, object> args) => Client?.SendCommand(command, args);

        public void Add(string command, string arg, double amount) => Client?.Add(command, arg, amount);
    }
}

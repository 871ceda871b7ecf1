using System.Collections.Generic;

namespace Worldport.Client
{
    /// <summary>Where commands made of input go.</summary>
    public interface ICommandSink
    {
        /// <summary>States a held command's whole args; <paramref name="rest"/> and <paramref name="key"/> as in <see cref="WorldportClient.Hold"/>.</summary>
        void Hold(string command, Dictionary<string, object> args, Dictionary<string, object> rest, string key);

        /// <summary>Sends a command once.</summary>
        void Trigger(string command, Dictionary<string, object> args);

        /// <summary>Adds to one arg of a delta command.</summary>
        void Add(string command, string arg, double amount);
    }
}

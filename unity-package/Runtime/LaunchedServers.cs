using System.Collections.Generic;
using Worldport.Client;

namespace Worldport
{
    /// <summary>
    /// The servers that this game has started. They outlive the component that started them, so that another scene finds
    /// the same one running, and end with the game, with play mode and before a script reload. Main thread only.
    /// </summary>
    internal static class LaunchedServers
    {
        private static readonly Dictionary<string, ServerProcess> Servers = new Dictionary<string, ServerProcess>();

        /// <summary>Gives the running server of these settings, or starts one.</summary>
        public static ServerProcess Start(WorldportLaunch launch)
        {
            string key = $"{launch.Command}\n{launch.Arguments}\n{launch.WorkingFolder}";
            if (Servers.TryGetValue(key, out ServerProcess server) && server.Problem == null) return server;
            Servers[key] = server = ServerProcess.Start(launch.ToServerLaunch());
            return server;
        }

        /// <summary>Ends one server. Does not wait.</summary>
        public static void End(ServerProcess server)
        {
            foreach (KeyValuePair<string, ServerProcess> entry in Servers)
            {
                if (entry.Value != server) continue;
                Servers.Remove(entry.Key);
                break;
            }
            server.Dispose();
        }

        /// <summary>Ends all servers. Does not wait: each also ends because its standard input does.</summary>
        public static void EndAll()
        {
            foreach (ServerProcess server in Servers.Values) server.Dispose();
            Servers.Clear();
        }
    }
}

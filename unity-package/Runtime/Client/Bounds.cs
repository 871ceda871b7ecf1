// Generated from shared-schema/tables/bounds.ts. Do not edit.
namespace Worldport.Client
{
    /// <summary>What every client allows itself and a server, whatever the server says.</summary>
    // Not public: the engine has a Bounds, too.
    internal static class Bounds
    {
        /// <summary>Largest message from a server; a frame of 8192 × 8192 pixels fits. Beyond it the connection is ended.</summary>
        public const int MaxMessageBytes = 301989888;

        /// <summary>Maps and arrays that may lie inside one another in a message from a server.</summary>
        public const int MaxDepth = 64;

        /// <summary>Maps and arrays that may lie inside one another in a message to a server, which allows as many (max_depth).</summary>
        public const int MaxSentDepth = 16;

        /// <summary>Values a message from a server may hold, counting maps, arrays, keys and what they hold.</summary>
        public const int MaxValues = 1048576;

        /// <summary>Commands that may wait for their reply. The server allows as many (max_open_commands).</summary>
        public const int MaxOpenCommands = 1024;

        /// <summary>A connection must be open, and then be welcomed, within this time each.</summary>
        public const int OpenTimeoutMs = 10000;

        /// <summary>A connection on which nothing was heard for this long is cut and tried again.</summary>
        public const int SilenceTimeoutMs = 15000;

        /// <summary>Waiting times before the next tries; the last one counts for all that follow.</summary>
        public static readonly int[] BackoffMs = { 250, 500, 1000, 2000, 4000 };

        /// <summary>Time between two pings.</summary>
        public const int PingMs = 1000;

        /// <summary>Time between the first pings, so that the clock offset is known soon.</summary>
        public const int FirstPingMs = 150;

        /// <summary>How many come so quickly.</summary>
        public const int FirstPings = 6;
    }
}

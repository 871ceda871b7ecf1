namespace Worldport.Client
{
    /// <summary>What this client allows itself and a server, whatever the server says.</summary>
    // Not public: the engine has a Bounds, too.
    internal static class Bounds
    {
        /// <summary>Largest message from a server; a frame of 8192 × 8192 pixels fits. Beyond it the link is ended.</summary>
        public const int MaxMessageBytes = 288 * 1024 * 1024;

        /// <summary>First size of a receive buffer. It doubles until a message fits.</summary>
        public const int FirstBufferBytes = 1024 * 1024;

        /// <summary>Most bytes of a message handed to the socket at once: larger arrays would be made anew each time.</summary>
        public const int FragmentBytes = 256 * 1024;

        /// <summary>Maps and arrays that may lie inside one another in a message from a server.</summary>
        public const int MaxDepth = 64;

        /// <summary>Values a message from a server may hold, counting maps, arrays, keys and what they hold.</summary>
        public const int MaxValues = 1024 * 1024;

        /// <summary>Events that wait for <see cref="WorldportClient.Poll"/>; the oldest is dropped beyond it, and counted.</summary>
        public const int MaxEvents = 1024;

        /// <summary>Bytes of commands and other small messages that wait for the socket; a link that takes in less is ended.</summary>
        public const int MaxQueuedBytes = 4 * 1024 * 1024;

        /// <summary>Commands that may wait for their reply. The server allows as many (max_open_commands).</summary>
        public const int MaxOpenCommands = 1024;
    }
}

using System.Collections.Generic;

namespace Worldport.Client
{
    /// <summary>How a client introduces itself and what it asks for. Read when the client is made.</summary>
    public sealed class ClientOptions
    {
        /// <summary>Name shown in the server's log.</summary>
        public string Name = "worldport unity client";

        /// <summary>Version shown in the server's log.</summary>
        public string Version = "0.1.0";

        /// <summary>The engine, such as "unity 2022.3"; null for none.</summary>
        public string Engine;

        /// <summary>Whether this client wants to drive; false makes it a spectator, whose commands do not count.</summary>
        public bool Drives = true;

        /// <summary>The server's token, or null where it wants none.</summary>
        public string Token;

        /// <summary>Seed of the session if this client opens it, 0 to 4294967295; null lets the server draw one.</summary>
        public long? Seed;

        /// <summary>The <c>out</c> tracks to get, by name. Null: all, as they are. Empty: none.</summary>
        public Dictionary<string, TrackWish> Tracks;

        /// <summary>Keeps the resume token. Null: in memory, as long as the client lives.</summary>
        public IResumeStore Store;

        /// <summary>Time a server has to take the connection and to welcome, in milliseconds.</summary>
        public int OpenTimeoutMs = Bounds.OpenTimeoutMs;

        /// <summary>A connection on which nothing came for this long is ended and tried again, in milliseconds.</summary>
        public int SilenceTimeoutMs = Bounds.SilenceTimeoutMs;

        /// <summary>Version of the protocol; tests say another one, or 0 to say nothing.</summary>
        internal int Protocol = 1;
    }
}

namespace Worldport.Client
{
    /// <summary>How to start a server on this machine.</summary>
    public sealed class ServerLaunch
    {
        /// <summary>The program: a path, or a name that is looked up in PATH, such as <c>npx</c> or <c>node</c>.</summary>
        public string Command = "npx";

        /// <summary>Its arguments, as in a terminal. <c>--port 0 --exit-with-stdin</c> is added.</summary>
        public string Arguments = "worldport run tunnel";

        /// <summary>Folder it runs in; null or "" for the game's.</summary>
        public string WorkingFolder;

        /// <summary>Time the server has until it can be connected to, in milliseconds. Loading a model comes after that.</summary>
        public int ReadyTimeoutMs = 30000;

        /// <summary>Time the server has to end by itself after its standard input is closed, in milliseconds; then it is killed.</summary>
        public int ExitTimeoutMs = 5000;
    }
}

namespace Worldport.Client
{
    /// <summary>One state of a held command: what it is, and what of it the server has.</summary>
    internal sealed class HeldCommand
    {
        private readonly byte[] _rest;
        private byte[] _sent;

        public HeldCommand(string name, byte[] args, byte[] rest, long inputUs)
        {
            Name = name;
            Args = args;
            InputUs = inputUs;
            _rest = rest;
            _sent = rest;
        }

        public string Name { get; }

        /// <summary>Encoded.</summary>
        public byte[] Args { get; private set; }

        public long InputUs { get; private set; }

        /// <summary>Whether it went out since the last flush.</summary>
        public bool IsSpent { get; set; }

        public bool IsSent => _sent != null && Same(_sent, Args, Args.Length);

        public void Change(MsgPackWriter args, long inputUs)
        {
            if (Args.Length == args.Length && Same(Args, args.Bytes, args.Length)) return;
            Args = args.ToArray();
            InputUs = inputUs;
        }

        public void Sent() => _sent = Args;

        /// <summary>In a new session, or after a resume, only the args at rest need no sending.</summary>
        public void Forget() => _sent = _rest;

        private static bool Same(byte[] some, byte[] others, int count)
        {
            if (some.Length != count) return false;
            for (int i = 0; i < count; i++) if (some[i] != others[i]) return false;
            return true;
        }
    }
}

using System;
using System.Threading.Tasks;

namespace Worldport.Client
{
    /// <summary>A command that was sent and waits for its reply.</summary>
    internal sealed class OpenCommand
    {
        // Continuations run elsewhere: the receiving thread must not run a game's code.
        private readonly TaskCompletionSource<Reply> _reply =
            new TaskCompletionSource<Reply>(TaskCreationOptions.RunContinuationsAsynchronously);

        public OpenCommand(string name, byte[] args, long inputUs)
        {
            Name = name;
            Args = args;
            InputUs = inputUs;
        }

        public long Id { get; set; }

        public string Name { get; }

        /// <summary>Encoded.</summary>
        public byte[] Args { get; }

        public long InputUs { get; }

        public Task<Reply> Task => _reply.Task;

        public void Answer(Reply reply) => _reply.TrySetResult(reply);
    }

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

    /// <summary>The sum of a delta command's amounts since the last flush. Its fields stay, so that summing makes nothing.</summary>
    internal sealed class DeltaSum
    {
        private string[] _fields = new string[2];
        private double[] _sums = new double[2];

        public DeltaSum(string name)
        {
            Name = name;
        }

        public string Name { get; }

        public int Count { get; private set; }

        public long InputUs { get; private set; }

        /// <summary>Adds to a field; <paramref name="inputUs"/> counts if it is the first since the last flush.</summary>
        public void Add(string field, double amount, long inputUs)
        {
            if (double.IsNaN(amount) || double.IsInfinity(amount))
                throw new ArgumentException($"{Name}.{field} is {amount}; numbers are finite.", nameof(amount));
            if (Count == 0) InputUs = inputUs;
            int at = Array.IndexOf(_fields, field, 0, Count);
            if (at < 0)
            {
                at = Count++;
                if (at == _fields.Length)
                {
                    Array.Resize(ref _fields, at * 2);
                    Array.Resize(ref _sums, at * 2);
                }
                _fields[at] = field;
                _sums[at] = 0;
            }
            _sums[at] += amount;
        }

        public void Clear() => Count = 0;

        public void WriteTo(MsgPackWriter writer)
        {
            writer.WriteMapHead(Count);
            for (int i = 0; i < Count; i++)
            {
                writer.Write(_fields[i]);
                writer.Write(_sums[i]);
            }
        }
    }

    /// <summary>Names and input times of the last commands, by id.</summary>
    internal sealed class CommandLog
    {
        private const int Remembered = 1024;

        private readonly long[] _ids = new long[Remembered];
        private readonly string[] _names = new string[Remembered];
        private readonly long[] _inputsUs = new long[Remembered];

        public void Add(long id, string name, long inputUs)
        {
            long at = id % Remembered;
            _ids[at] = id;
            _names[at] = name;
            _inputsUs[at] = inputUs;
        }

        /// <summary>The name of a command; "" when it is not remembered.</summary>
        public string NameOf(long id) => id > 0 && _ids[id % Remembered] == id ? _names[id % Remembered] : "";

        /// <summary>Local µs of the input that sent a command; 0 when it is not remembered.</summary>
        public long InputOf(long id) => id > 0 && _ids[id % Remembered] == id ? _inputsUs[id % Remembered] : 0;
    }
}

using System;
using System.Collections.Generic;
using System.Threading.Tasks;

namespace Worldport.Client
{
    /// <summary>
    /// Commands on their way to the server: input → held state, summed deltas, triggers → numbered <c>command</c>
    /// messages. Held goes out when it changes and at most once between two flushes, deltas once per flush, triggers at
    /// once. Unanswered triggers survive a resume. Its owner's lock guards it.
    /// </summary>
    internal sealed class Outbox
    {
        private readonly IOutgoing _out;
        private readonly MsgPackWriter _scratch = new MsgPackWriter();
        private readonly Dictionary<string, HeldCommand> _held = new Dictionary<string, HeldCommand>();
        private readonly Dictionary<string, DeltaSum> _deltas = new Dictionary<string, DeltaSum>();
        private readonly CommandLog _log = new CommandLog();
        private Dictionary<long, OpenCommand> _unanswered = new Dictionary<long, OpenCommand>();
        private long _nextId = 1;

        public Outbox(IOutgoing outgoing)
        {
            _out = outgoing;
        }

        /// <summary>Whether commands go out at all: only a driver's do, while the session streams.</summary>
        public bool IsOpen { get; private set; }

        /// <summary>
        /// Follows a welcome. After a resume, triggers the server has accepted are sent again with their ids, so that it
        /// repeats their replies; those it never saw follow with the next free ids, as it accepts no gap.
        /// </summary>
        public void Welcome(long nextId, bool isResumed)
        {
            _nextId = nextId;
            List<OpenCommand> waiting = TakeUnanswered();
            ClearDeltas();
            foreach (HeldCommand held in _held.Values) held.Forget();
            if (!isResumed)
            {
                GiveUp(waiting, "session_ended", "The session ended before the command was answered.");
                return;
            }
            foreach (OpenCommand command in waiting) if (command.Id < nextId) Emit(command, command.Id);
            foreach (OpenCommand command in waiting) if (command.Id >= nextId) Emit(command, _nextId++);
        }

        /// <summary>Opens or closes the way; what is held is sent at the next flush after it opens.</summary>
        public void SetOpen(bool isOpen)
        {
            IsOpen = isOpen;
            if (!isOpen) ClearDeltas();
        }

        /// <summary>States a held command's whole args. <paramref name="key"/> tells several states of one command apart (touches).</summary>
        public void Hold(string name, Dictionary<string, object> args, Dictionary<string, object> rest, string key, long inputUs)
        {
            if (!_held.TryGetValue(key, out HeldCommand held))
            {
                held = new HeldCommand(name, Encoded(args), rest == null ? null : Encoded(rest), inputUs);
                _held.Add(key, held);
            }
            else
            {
                Encode(args);
                held.Change(_scratch, inputUs);
            }
            if (!held.IsSpent) Send(held);
        }

        /// <summary>Adds to a field of a delta command.</summary>
        public void Add(string name, string field, double amount, long inputUs)
        {
            if (!IsOpen) return;
            if (!_deltas.TryGetValue(name, out DeltaSum sum)) _deltas.Add(name, sum = new DeltaSum(name));
            sum.Add(field, amount, inputUs);
        }

        /// <summary>Sends a trigger at once. Null when no command can go out.</summary>
        public Task<Reply> Trigger(string name, Dictionary<string, object> args, long inputUs)
        {
            if (!IsOpen) return null;
            var command = new OpenCommand(name, Encoded(args), inputUs);
            Emit(command, _nextId++);
            return command.Task;
        }

        /// <summary>How many commands wait for their reply.</summary>
        public int Unanswered => _unanswered.Count;

        /// <summary>Once per tick: what has changed since, and the deltas' sums.</summary>
        public void Flush()
        {
            foreach (HeldCommand held in _held.Values)
            {
                held.IsSpent = false;
                Send(held);
            }
            if (!IsOpen) return;
            foreach (DeltaSum sum in _deltas.Values)
            {
                if (sum.Count == 0) continue;
                _scratch.Clear();
                sum.WriteTo(_scratch);
                Emit(_nextId++, sum.Name, _scratch.Bytes, _scratch.Length, sum.InputUs, false);
                sum.Clear();
            }
        }

        /// <summary>Forgets one state of a held command, after its release went out.</summary>
        public void Forget(string key) => _held.Remove(key);

        /// <summary>Lets go of everything: a new schema.</summary>
        public void Reset()
        {
            _held.Clear();
            _deltas.Clear();
            Abandon("session_ended", "The session ended before the command was answered.");
        }

        /// <summary>Answers every trigger that waits with this error, and repeats none.</summary>
        public void Abandon(string code, string message) => GiveUp(TakeUnanswered(), code, message);

        /// <summary>Takes a reply; gives it with the name of the command it answers.</summary>
        public Reply Settle(long id, Body body)
        {
            var reply = new Reply(_log.NameOf(id), body);
            if (!_unanswered.TryGetValue(id, out OpenCommand command)) return reply;
            _unanswered.Remove(id);
            command.Answer(reply);
            return reply;
        }

        /// <summary>Local µs of the input that sent a command; 0 when unknown.</summary>
        public long InputOf(long id) => _log.InputOf(id);

        private void Send(HeldCommand held)
        {
            if (!IsOpen || held.IsSent) return;
            held.Sent();
            held.IsSpent = true;
            Emit(_nextId++, held.Name, held.Args, held.Args.Length, held.InputUs, false);
        }

        private void Emit(OpenCommand command, long id)
        {
            command.Id = id;
            _unanswered[id] = command;
            Emit(id, command.Name, command.Args, command.Args.Length, command.InputUs, true);
        }

        private void Emit(long id, string name, byte[] args, int argsLength, long inputUs, bool wantsReply)
        {
            _log.Add(id, name, inputUs);
            Sender sender = _out.Begin("command");
            if (sender == null) return;
            MsgPackWriter writer = sender.Writer;
            writer.WriteMapHead(5);
            writer.Write("id");
            writer.Write(id);
            writer.Write("name");
            writer.Write(name);
            writer.Write("args");
            writer.WriteEncoded(args, 0, argsLength);
            writer.Write("t_us");
            writer.Write(inputUs);
            writer.Write("reply");
            writer.Write(wantsReply);
            sender.Commit();
            sender.End(false);
        }

        private List<OpenCommand> TakeUnanswered()
        {
            var waiting = new List<OpenCommand>(_unanswered.Values);
            waiting.Sort((some, other) => some.Id.CompareTo(other.Id));
            _unanswered = new Dictionary<long, OpenCommand>();
            return waiting;
        }

        private void ClearDeltas()
        {
            foreach (DeltaSum sum in _deltas.Values) sum.Clear();
        }

        private byte[] Encoded(Dictionary<string, object> args)
        {
            Encode(args);
            return _scratch.ToArray();
        }

        private void Encode(Dictionary<string, object> args)
        {
            _scratch.Clear();
            if (args == null) _scratch.WriteMapHead(0);
            else _scratch.WriteValue(args);
        }

        private static void GiveUp(List<OpenCommand> commands, string code, string message)
        {
            foreach (OpenCommand command in commands)
                command.Answer(new Reply(command.Name, new CommandError(code, message)));
        }
    }
}

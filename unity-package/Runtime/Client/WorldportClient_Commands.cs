using System.Collections.Generic;
using System.Threading.Tasks;

namespace Worldport.Client
{
    /// <content>Commands, and what only a driver may ask of the session.</content>
    public sealed partial class WorldportClient
    {
        /// <summary>
        /// Sends a command of any kind at once. The task ends with its reply and never fails: look
        /// at <see cref="Reply.Ok"/>, or call <see cref="Reply.OrThrow"/>. A command that is unanswered when the connection
        /// breaks is sent again after the resume, and applied once. While no command can go out it is refused at once
        /// (<c>no_session</c>, <c>not_driver</c>).
        /// </summary>
        /// <param name="name">Of the schema document.</param>
        /// <param name="args">Null for none. Encoded before this returns.</param>
        /// <exception cref="System.ArgumentException">A value can't be sent, or is not finite.</exception>
        public Task<Reply> SendCommand(string name, Dictionary<string, object> args = null)
        {
            lock (_gate)
            {
                if (_outbox.IsOpen && _outbox.Unanswered >= Bounds.MaxOpenCommands)
                    return Refuse(name, new CommandError(
                        "inbox_full", $"{Bounds.MaxOpenCommands} commands wait for their reply. Wait for replies before sending more."));
                return _outbox.Trigger(name, args, Clock.NowUs) ?? Refuse(name, Refusal());
            }
        }

        /// <summary>
        /// States a held command's whole args, without asking for a reply. It goes out if it changed, at most once between
        /// two flushes, and again after a resume.
        /// </summary>
        /// <param name="name">Of the schema document.</param>
        /// <param name="args">Encoded before this returns.</param>
        /// <param name="rest">Args that need no sending in a new session (<see cref="CommandDeclaration.Release"/>); null for none.</param>
        /// <param name="key">Tells several states of one command apart, such as touches; null: the name.</param>
        /// <exception cref="System.ArgumentException">A value can't be sent, or is not finite.</exception>
        public void Hold(string name, Dictionary<string, object> args, Dictionary<string, object> rest = null, string key = null)
        {
            lock (_gate) _outbox.Hold(name, args, rest, key ?? name, Clock.NowUs);
        }

        /// <summary>Forgets a state of a held command, after its release went out.</summary>
        public void Forget(string key)
        {
            lock (_gate) _outbox.Forget(key);
        }

        /// <summary>Adds to a delta command, without asking for a reply. The sum goes out with <see cref="Flush"/>.</summary>
        /// <param name="name">Of the schema document.</param>
        /// <param name="args">Numbers.</param>
        /// <exception cref="System.ArgumentException">A value is no finite number.</exception>
        public void Add(string name, Dictionary<string, object> args)
        {
            long nowUs = Clock.NowUs;
            lock (_gate)
                foreach (KeyValuePair<string, object> arg in args)
                    _outbox.Add(name, arg.Key, Body.NumberOf(arg.Value, double.NaN), nowUs);
        }

        /// <summary>Adds to one arg of a delta command, making nothing. The sum goes out with <see cref="Flush"/>.</summary>
        /// <exception cref="System.ArgumentException">The amount is not finite.</exception>
        public void Add(string name, string arg, double amount)
        {
            lock (_gate) _outbox.Add(name, arg, amount, Clock.NowUs);
        }

        /// <summary>To be called once per tick: sends what has changed since, and the deltas' sums.</summary>
        public void Flush()
        {
            lock (_gate) _outbox.Flush();
        }

        /// <summary>Holds the session. Driver only.</summary>
        public void Pause() => SendBare("pause");

        /// <summary>Lets the session go on. Driver only.</summary>
        public void Play() => SendBare("play");

        /// <summary>Holds the session, and advances the model by this many steps, 1 to 10000. Driver only.</summary>
        public void Step(int steps = 1) => SendNumber("step", "n", steps);

        /// <summary>Ends the session and begins another, with this seed (0 to 4294967295) or one the server draws. Driver only.</summary>
        public void Restart(long? seed = null)
        {
            if (seed.HasValue) SendNumber("restart", "seed", seed.Value);
            else SendBare("restart");
        }

        /// <summary>Asks for a track in another size, format, rate or credit; null for as it is.</summary>
        public void Subscribe(string track, TrackWish wish = null)
        {
            Sender sender = ((IOutgoing)this).Begin("subscribe");
            if (sender == null) return;
            sender.Writer.WriteMapHead(1 + (wish?.Count ?? 0));
            sender.Writer.Write("track");
            sender.Writer.Write(track);
            wish?.WriteTo(sender.Writer);
            sender.Commit();
            sender.End(false);
        }

        /// <summary>Asks for no more frames of a track.</summary>
        public void Unsubscribe(string track)
        {
            Sender sender = ((IOutgoing)this).Begin("unsubscribe");
            if (sender == null) return;
            sender.Writer.WriteMapHead(1);
            sender.Writer.Write("track");
            sender.Writer.Write(track);
            sender.Commit();
            sender.End(false);
        }

        /// <inheritdoc/>
        Sender IOutgoing.Begin(string type) => _link?.Begin(type);

        private void SendBare(string type)
        {
            Sender sender = ((IOutgoing)this).Begin(type);
            if (sender == null) return;
            sender.Writer.WriteMapHead(0);
            sender.Commit();
            sender.End(false);
        }

        private void SendNumber(string type, string key, long value)
        {
            Sender sender = ((IOutgoing)this).Begin(type);
            if (sender == null) return;
            sender.Writer.WriteMapHead(1);
            sender.Writer.Write(key);
            sender.Writer.Write(value);
            sender.Commit();
            sender.End(false);
        }

        private void Settle(Body body)
        {
            Reply reply = _outbox.Settle(body.Whole("id"), body);
            if (!reply.Ok) _events.Add(new Refusal(reply.Command, reply.Error));
        }

        private Task<Reply> Refuse(string name, CommandError error)
        {
            _events.Add(new Refusal(name, error));
            return Task.FromResult(new Reply(name, error));
        }

        private CommandError Refusal()
        {
            SessionState state = _state;
            if (state != null && state.State == "streaming")
                return new CommandError(
                    "not_driver", "This client does not drive the session. Wait in the queue, or connect as driver.");
            string now = state == null ? "the link is down" : state.State;
            return new CommandError("no_session", $"No session is running here ({now}). Send it when the state is streaming.");
        }
    }
}

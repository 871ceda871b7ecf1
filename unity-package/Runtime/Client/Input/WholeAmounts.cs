using System;
using System.Collections.Generic;

namespace Worldport.Client
{
    /// <summary>
    /// Amounts on their way to a sink: an arg that takes whole numbers gets whole ones, and what is left of an amount is kept
    /// for the next. A slow mouse or a wheel without notches adds fractions, which a server refuses. For one thread.
    /// </summary>
    public sealed class WholeAmounts : ICommandSink
    {
        private readonly ICommandSink _sink;

        /// <summary>By command and arg, what whole numbers have not taken yet; args that take fractions are not in it.</summary>
        private readonly Dictionary<string, Dictionary<string, double>> _left = new Dictionary<string, Dictionary<string, double>>();

        /// <summary>Makes one that takes every arg for one of fractions.</summary>
        public WholeAmounts(ICommandSink sink)
        {
            _sink = sink;
        }

        /// <summary>Takes other commands, and forgets what is left.</summary>
        public void Bind(IReadOnlyList<CommandDeclaration> commands)
        {
            _left.Clear();
            foreach (CommandDeclaration command in commands)
            {
                if (command.Semantics != Semantics.Delta) continue;
                var left = new Dictionary<string, double>();
                foreach (ArgField field in ArgField.Of(command)) if (field.Type == ArgType.Integer) left[field.Name] = 0;
                _left[command.Name] = left;
            }
        }

        /// <inheritdoc/>
        public void Hold(string command, Dictionary<string, object> args, Dictionary<string, object> rest, string key) =>
            _sink.Hold(command, args, rest, key);

        /// <inheritdoc/>
        public void Trigger(string command, Dictionary<string, object> args) => _sink.Trigger(command, args);

        /// <inheritdoc/>
        public void Add(string command, string arg, double amount)
        {
            if (_left.TryGetValue(command, out Dictionary<string, double> left) && left.TryGetValue(arg, out double more))
            {
                double whole = Math.Truncate(more + amount);
                left[arg] = more + amount - whole;
                amount = whole;
            }
            // Also when it is 0: a command needs all its args.
            _sink.Add(command, arg, amount);
        }
    }
}

using System;
using System.Collections.Generic;
using System.Globalization;

namespace Worldport.Client
{
    /// <summary>
    /// Several inputs of one command → its whole args. Each tick: <see cref="Begin"/>, a <see cref="Put"/> for each input,
    /// <see cref="End"/>. Nothing is made and nothing is sent while they stay as they are. For one thread.
    /// </summary>
    public sealed class ArgMixer
    {
        private readonly CommandDeclaration _command;
        private readonly IReadOnlyList<ArgField> _fields;
        private readonly List<Slot> _slots = new List<Slot>();
        private readonly Dictionary<string, object> _rest;
        private bool _isKnown;
        private bool _isTriggered;

        /// <summary>Makes a mixer for one command.</summary>
        public ArgMixer(CommandDeclaration command)
        {
            _command = command;
            _fields = ArgField.Of(command);
            _rest = ArgField.Presets(command);
        }

        /// <summary>The command.</summary>
        public CommandDeclaration Command => _command;

        /// <summary>
        /// The place of an arg, for <see cref="Put"/>: <c>speed</c>, or <c>offset[1]</c> in a list. -1 when the command has
        /// no such arg, or it can't be driven by input.
        /// </summary>
        public int Find(string arg)
        {
            int index = -1;
            string name = arg;
            int bracket = arg.IndexOf('[');
            if (bracket > 0 && arg.EndsWith("]", StringComparison.Ordinal))
            {
                string inside = arg.Substring(bracket + 1, arg.Length - bracket - 2);
                if (!int.TryParse(inside, NumberStyles.None, CultureInfo.InvariantCulture, out index)) return -1;
                name = arg.Substring(0, bracket);
            }
            foreach (ArgField field in _fields)
            {
                if (field.Name != name || field.Type == ArgType.List != (index >= 0) || index >= Math.Max(1, field.Length)) continue;
                int at = _slots.FindIndex(slot => slot.Field == field && slot.Index == index);
                if (at >= 0) return at;
                _slots.Add(new Slot(field, index, _rest));
                return _slots.Count - 1;
            }
            return -1;
        }

        /// <summary>Begins a tick.</summary>
        public void Begin()
        {
            for (int i = 0; i < _slots.Count; i++) _slots[i].Sum = 0;
            _isTriggered = false;
        }

        /// <summary>Adds to an arg, in its own units: to its resting value for held commands and triggers, to its sum for deltas.</summary>
        public void Put(int slot, double amount) => _slots[slot].Sum += amount;

        /// <summary>Sets an arg that keeps its value, such as a choice or a text.</summary>
        public void Set(int slot, object value)
        {
            _slots[slot].Kept = value;
            _isKnown = false;
        }

        /// <summary>A button was pressed: a trigger goes out at the end of this tick.</summary>
        public void Press() => _isTriggered = true;

        /// <summary>Ends a tick: states or sends what follows.</summary>
        public void End(ICommandSink sink)
        {
            if (_command.Semantics == Semantics.Delta)
            {
                bool isAny = false;
                for (int i = 0; i < _slots.Count; i++) isAny |= _slots[i].Sum != 0;
                if (!isAny) return;
                // Args that nothing drives are needed all the same.
                for (int i = 0; i < _fields.Count; i++) sink.Add(_command.Name, _fields[i].Name, 0);
                for (int i = 0; i < _slots.Count; i++) sink.Add(_command.Name, _slots[i].Field.Name, _slots[i].Sum);
            }
            else if (_command.Semantics == Semantics.Trigger)
            {
                if (_isTriggered) sink.Trigger(_command.Name, Args());
            }
            else if (Changed()) sink.Hold(_command.Name, Args(), _command.Release, _command.Name);
        }

        /// <summary>Lets go: a held command that springs back is stated at rest.</summary>
        public void Release(ICommandSink sink)
        {
            if (_isKnown && _command.Release != null) sink.Hold(_command.Name, _rest, _command.Release, _command.Name);
            _isKnown = false;
        }

        private bool Changed()
        {
            bool changed = !_isKnown;
            for (int i = 0; i < _slots.Count; i++)
            {
                changed |= _slots[i].Sum != _slots[i].LastSum;
                _slots[i].LastSum = _slots[i].Sum;
            }
            _isKnown = true;
            return changed;
        }

        private Dictionary<string, object> Args()
        {
            var args = new Dictionary<string, object>(_rest);
            for (int i = 0; i < _slots.Count; i++) _slots[i].WriteTo(args);
            return args;
        }

        private sealed class Slot
        {
            private readonly double _rest;

            public Slot(ArgField field, int index, Dictionary<string, object> rest)
            {
                Field = field;
                Index = index;
                rest.TryGetValue(field.Name, out object value);
                if (index >= 0) value = value is List<object> list && index < list.Count ? list[index] : null;
                _rest = Body.NumberOf(value, 0);
            }

            public ArgField Field { get; }

            public int Index { get; }

            public double Sum { get; set; }

            public double LastSum { get; set; }

            public object Kept { get; set; }

            public void WriteTo(Dictionary<string, object> args)
            {
                if (Kept != null) args[Field.Name] = Kept;
                else if (Field.Type == ArgType.Boolean) args[Field.Name] = Math.Abs(Sum) > 0.5;
                else if (Field.Type == ArgType.Number || Field.Type == ArgType.Integer) args[Field.Name] = Field.Fit(_rest + Sum);
                else if (Index >= 0)
                {
                    args.TryGetValue(Field.Name, out object old);
                    args[Field.Name] = new List<object>(old as List<object> ?? new List<object>()) { [Index] = Field.Fit(_rest + Sum) };
                }
            }
        }
    }
}

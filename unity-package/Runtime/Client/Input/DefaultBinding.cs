using System.Collections.Generic;

namespace Worldport.Client
{
    /// <summary>One number inside a command's args that input writes.</summary>
    public sealed class InputTarget
    {
        internal InputTarget(ArgField field, int index, double rest)
        {
            Field = field.Name;
            Index = index;
            Rest = rest;
            Low = field.Min ?? -1;
            High = field.Max ?? 1;
            IsInteger = field.Type == ArgType.Integer;
        }

        /// <summary>The arg.</summary>
        public string Field { get; }

        /// <summary>Place in an arg that is a list; -1 otherwise.</summary>
        public int Index { get; }

        /// <summary>Value without input.</summary>
        public double Rest { get; }

        /// <summary>Value at full negative input.</summary>
        public double Low { get; }

        /// <summary>Value at full positive input.</summary>
        public double High { get; }

        /// <summary>Whether it is a whole number.</summary>
        public bool IsInteger { get; }
    }

    /// <summary>
    /// What drives one command, worked out from its schema. Keys are named as in the schema (<c>KeyboardEvent.code</c>),
    /// gamepad parts as in the W3C standard gamepad; see <see cref="KeyName"/> and <see cref="GamepadPart"/>.
    /// </summary>
    public sealed class DefaultBinding
    {
        internal DefaultBinding(CommandDeclaration command, string kind)
        {
            Command = command;
            Kind = kind;
        }

        /// <summary>The command.</summary>
        public CommandDeclaration Command { get; }

        /// <summary>Kind of input: <c>axis1d</c>, <c>axis2d</c>, <c>button</c>, <c>pointer</c>, <c>pointer_delta</c>, <c>slider</c> …</summary>
        public string Kind { get; }

        /// <summary>Numbers it writes: one for <c>axis1d</c> and <c>slider</c>; x and y for <c>axis2d</c>, <c>pointer</c>, <c>pointer_delta</c>; none for others.</summary>
        public IReadOnlyList<InputTarget> Targets { get; internal set; }

        /// <summary>Sets of keys: [negative, positive], [left, right, down, up], or one set of keys that each press.</summary>
        public IReadOnlyList<string[]> Keys { get; internal set; }

        /// <summary>Gamepad parts.</summary>
        public IReadOnlyList<string> Gamepad { get; internal set; }

        /// <summary>Boolean arg that says whether pointer or button is down; null for none.</summary>
        public string PressedField { get; internal set; }

        /// <summary>Arg that tells touches apart; null for none.</summary>
        public string TouchField { get; internal set; }

        /// <summary>Args without input.</summary>
        public Dictionary<string, object> AtRest { get; internal set; }

        /// <summary>Args while a button is down.</summary>
        public Dictionary<string, object> Pressed { get; internal set; }
    }
}

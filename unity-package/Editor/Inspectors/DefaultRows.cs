using System;
using System.Collections.Generic;
using UnityEngine;
using Worldport.Client;

namespace Worldport.Editor
{
    /// <summary>The schema's default keys → bindings that can be changed by hand. Pointers stay with auto-binding.</summary>
    internal static class DefaultRows
    {
        public static List<WorldportBinding> Of(SchemaDocument document)
        {
            var rows = new List<WorldportBinding>();
            foreach (DefaultBinding binding in DefaultBindings.Of(document.Commands))
                foreach (string[] keys in binding.Keys) Add(rows, binding, keys);
            return rows;
        }

        private static void Add(List<WorldportBinding> rows, DefaultBinding binding, string[] keys)
        {
            string command = binding.Command.Name;
            if (binding.Kind == "axis1d") rows.Add(Axis(command, binding.Targets[0], keys[1], keys[0]));
            else if (binding.Kind == "axis2d")
            {
                rows.Add(Axis(command, binding.Targets[0], keys[1], keys[0]));
                rows.Add(Axis(command, binding.Targets[1], keys[3], keys[2]));
            }
            else if (binding.Kind == "button")
                foreach (string key in keys) rows.Add(new WorldportBinding { Command = command, Arg = binding.PressedField ?? "", Key = CodeOf(key) });
        }

        private static WorldportBinding Axis(string command, InputTarget target, string positive, string negative) => new WorldportBinding
        {
            Command = command,
            Arg = target.Index < 0 ? target.Field : $"{target.Field}[{target.Index}]",
            Key = CodeOf(positive),
            NegativeKey = CodeOf(negative),
            Scale = (float)(target.High - target.Rest),
        };

        private static KeyCode CodeOf(string key)
        {
            KeyName name = KeyName.Of(key);
            return name == null ? KeyCode.None : (KeyCode)Enum.Parse(typeof(KeyCode), name.KeyCode);
        }
    }
}

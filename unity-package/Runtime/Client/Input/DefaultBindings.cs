using System.Collections.Generic;

namespace Worldport.Client
{
    /// <summary>The schema's input hints → what drives which command, the same as the server's own page works out.</summary>
    public static class DefaultBindings
    {
        private static readonly string[] Wasd = { "KeyA", "KeyD", "KeyS", "KeyW" };
        private static readonly string[] Arrows = { "ArrowLeft", "ArrowRight", "ArrowDown", "ArrowUp" };
        private static readonly string[][] None = { };

        /// <summary>The kinds of input of this version.</summary>
        private static readonly string[] Kinds =
        {
            "axis1d", "axis2d", "button", "keys", "wheel", "pointer", "pointer_delta", "pose", "slider", "toggle", "choice",
            "text", "color", "image", "vector",
        };

        /// <summary>Sets to take from when a hint names no keys, best first.</summary>
        private static readonly Dictionary<string, string[][]> DefaultKeys = new Dictionary<string, string[][]>
        {
            { "axis2d", new[] { Wasd, Arrows } },
            {
                "axis1d",
                new[]
                {
                    new[] { "KeyA", "KeyD" }, new[] { "ArrowLeft", "ArrowRight" }, new[] { "KeyS", "KeyW" },
                    new[] { "ArrowDown", "ArrowUp" }, new[] { "KeyQ", "KeyE" },
                }
            },
            { "button", Each("Space", "KeyE", "KeyF", "KeyQ", "KeyR", "KeyC", "KeyX") },
        };

        private static readonly Dictionary<string, string[][]> DefaultGamepad = new Dictionary<string, string[][]>
        {
            {
                "axis2d",
                new[]
                {
                    new[] { "left_stick_x", "left_stick_y" }, new[] { "right_stick_x", "right_stick_y" },
                    new[] { "dpad_left", "dpad_right", "dpad_down", "dpad_up" },
                }
            },
            {
                "axis1d",
                new[]
                {
                    new[] { "left_stick_x" }, new[] { "left_trigger", "right_trigger" }, new[] { "left_stick_y" },
                    new[] { "right_stick_x" },
                }
            },
            { "pointer_delta", new[] { new[] { "right_stick_x", "right_stick_y" } } },
            { "button", Each("south", "east", "west", "north", "right_shoulder", "left_shoulder") },
        };

        /// <summary>
        /// Bindings of every command that an input device can drive. Keys an author names win over defaults, whatever the
        /// order of the commands; a default set is taken only if all of it is free.
        /// </summary>
        public static List<DefaultBinding> Of(IReadOnlyList<CommandDeclaration> commands)
        {
            var taken = new HashSet<string>();
            foreach (CommandDeclaration command in commands)
            {
                taken.UnionWith(Named(command, "keys") ?? new string[0]);
                taken.UnionWith(Named(command, "gamepad") ?? new string[0]);
            }
            var bindings = new List<DefaultBinding>();
            foreach (CommandDeclaration command in commands)
            {
                DefaultBinding binding = Of(command, taken);
                if (binding != null) bindings.Add(binding);
            }
            foreach (DefaultBinding binding in bindings) AddSecondSet(binding, taken);
            return bindings;
        }

        /// <summary>A lone axis gets the second set too: arrows beside WASD.</summary>
        private static void AddSecondSet(DefaultBinding binding, HashSet<string> taken)
        {
            if (binding.Kind != "axis2d" && binding.Kind != "axis1d") return;
            if (Named(binding.Command, "keys") != null) return;
            string[][] sets = DefaultKeys[binding.Kind];
            string[] more = TakeFree(new[] { sets[0], sets[1] }, taken);
            if (more != null) binding.Keys = new List<string[]>(binding.Keys) { more };
        }

        private static DefaultBinding Of(CommandDeclaration command, HashSet<string> taken)
        {
            if (command.Input == null) return null;
            string kind = new Body(command.Input).Text("kind");
            // What a newer server means by another kind can't be known; the command keeps its fields in the editor's window.
            if (System.Array.IndexOf(Kinds, kind) < 0) return null;
            IReadOnlyList<ArgField> fields = ArgField.Of(command);
            List<InputTarget> targets = TargetsOf(command, kind, fields);
            if (targets == null) return null;
            string[] keys = Named(command, "keys");
            string[] gamepad = Named(command, "gamepad");
            var binding = new DefaultBinding(command, kind) { Targets = targets, AtRest = ArgField.Presets(command) };
            if (keys == null)
            {
                string[] free = TakeFree(Sets(DefaultKeys, kind), taken);
                binding.Keys = free == null ? None : new[] { free };
            }
            else binding.Keys = SetsOf(keys, kind == "axis1d" || kind == "slider" ? 2 : kind == "axis2d" ? 4 : keys.Length);
            binding.Gamepad = gamepad ?? TakeFree(Sets(DefaultGamepad, kind), taken) ?? new string[0];
            foreach (ArgField field in fields)
            {
                if (field.Name == "touch_id") binding.TouchField = field.Name;
                if (field.Type == ArgType.Boolean && binding.PressedField == null) binding.PressedField = field.Name;
            }
            foreach (ArgField field in fields) if (field.Name == "pressed") binding.PressedField = field.Name;
            binding.Pressed = PressedArgs(command, binding.AtRest, fields);
            return binding;
        }

        /// <summary>The numbers a kind of input writes, or null when the args have no room for them.</summary>
        private static List<InputTarget> TargetsOf(CommandDeclaration command, string kind, IReadOnlyList<ArgField> fields)
        {
            int wanted = kind == "axis1d" || kind == "slider" || kind == "wheel" ? 1
                : kind == "axis2d" || kind == "pointer" || kind == "pointer_delta" ? 2
                : 0;
            var numbers = new List<InputTarget>();
            if (wanted == 0) return numbers;
            foreach (ArgField field in fields)
            {
                if (field.Name == "touch_id") continue;
                object rest = null;
                command.Release?.TryGetValue(field.Name, out rest);
                rest = rest ?? field.Preset;
                if (field.Type == ArgType.Number || field.Type == ArgType.Integer)
                    numbers.Add(new InputTarget(field, -1, Body.NumberOf(rest, 0)));
                else if (field.Type == ArgType.List && rest is List<object> list)
                    for (int i = 0; i < list.Count; i++) numbers.Add(new InputTarget(field, i, Body.NumberOf(list[i], 0)));
            }
            if (numbers.Count < wanted) return null;
            InputTarget x = numbers.Find(target => IsNamed(target.Field, 'x'));
            InputTarget y = numbers.Find(target => IsNamed(target.Field, 'y'));
            if (wanted == 2 && x != null && y != null) return new List<InputTarget> { x, y };
            return numbers.GetRange(0, wanted);
        }

        private static bool IsNamed(string field, char axis) =>
            field == axis.ToString() || field == "d" + axis || field == "delta_" + axis;

        private static Dictionary<string, object> PressedArgs(
            CommandDeclaration command, Dictionary<string, object> atRest, IReadOnlyList<ArgField> fields)
        {
            if (command.Semantics != Semantics.Held) return atRest;
            ArgField number = null;
            foreach (ArgField field in fields)
            {
                if (field.Type == ArgType.Boolean) return new Dictionary<string, object>(atRest) { [field.Name] = true };
                if (number == null && (field.Type == ArgType.Number || field.Type == ArgType.Integer)) number = field;
            }
            if (number == null) return atRest;
            return new Dictionary<string, object>(atRest) { [number.Name] = number.Fit(number.Max ?? 1) };
        }

        private static string[] TakeFree(string[][] sets, HashSet<string> taken)
        {
            foreach (string[] set in sets)
            {
                if (System.Array.Exists(set, taken.Contains)) continue;
                taken.UnionWith(set);
                return set;
            }
            return null;
        }

        private static string[][] SetsOf(string[] keys, int size)
        {
            var sets = new List<string[]>();
            for (int i = 0; size > 0 && i + size <= keys.Length; i += size)
            {
                var set = new string[size];
                System.Array.Copy(keys, i, set, 0, size);
                sets.Add(set);
            }
            return sets.ToArray();
        }

        private static string[] Named(CommandDeclaration command, string key)
        {
            List<object> names = new Body(command.Input).ListOrNull(key);
            return names?.ConvertAll(name => name as string ?? "").ToArray();
        }

        private static string[][] Sets(Dictionary<string, string[][]> of, string kind) =>
            of.TryGetValue(kind, out string[][] sets) ? sets : None;

        private static string[][] Each(params string[] names) => System.Array.ConvertAll(names, name => new[] { name });
    }
}

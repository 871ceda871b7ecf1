using System.Collections.Generic;
using System.Security.Cryptography;
using System.Text;

namespace Worldport.Client
{
    /// <summary>
    /// The schema's default bindings → the text of an <c>.inputactions</c> file of Unity's Input System: one map, one action
    /// per command that keys or gamepad drive, named after it. The same schema always gives the same text.
    /// </summary>
    public static class InputActionsText
    {
        /// <summary>Name of the map in the file.</summary>
        public const string Map = "Worldport";

        /// <summary>Writes the file's text.</summary>
        public static string Of(SchemaDocument schema)
        {
            var actions = new List<string>();
            var bindings = new List<string>();
            foreach (DefaultBinding binding in DefaultBindings.Of(schema.Commands))
            {
                string type = ActionInput.ControlTypeOf(binding);
                if (type == null) continue;
                string seed = $"{schema.ModelId}/{binding.Command.Name}";
                actions.Add(Action(seed, binding.Command.Name, type));
                Bind(seed, binding, type, bindings);
            }
            return "{\n"
                + $"    \"name\": {Quoted(schema.Title)},\n"
                + "    \"maps\": [\n        {\n"
                + $"            \"name\": \"{Map}\",\n"
                + $"            \"id\": \"{Id(schema.ModelId)}\",\n"
                + $"            \"actions\": [{Items(actions)}],\n"
                + $"            \"bindings\": [{Items(bindings)}]\n"
                + "        }\n    ],\n"
                + "    \"controlSchemes\": []\n}\n";
        }

        private static void Bind(string seed, DefaultBinding binding, string type, List<string> bindings)
        {
            for (int i = 0; i < binding.Keys.Count; i++)
            {
                string[] keys = binding.Keys[i];
                string set = $"{seed}/keys{i}";
                if (type == "Vector2" && keys.Length == 4)
                    Composite(set, "2DVector", binding, keys, new[] { "left", "right", "down", "up" }, bindings);
                else if (type == "Axis" && keys.Length == 2)
                    Composite(set, "1DAxis", binding, keys, new[] { "negative", "positive" }, bindings);
                else
                    foreach (string key in keys) Add($"{set}/{key}", "", KeyName.Of(key)?.Path, binding, false, false, bindings);
            }
            BindGamepad($"{seed}/gamepad", binding, type, bindings);
        }

        private static void BindGamepad(string seed, DefaultBinding binding, string type, List<string> bindings)
        {
            var parts = new List<string>(binding.Gamepad);
            if (type == "Vector2" && parts.Count == 2 && parts[0].EndsWith("_stick_x") && parts[1].EndsWith("_stick_y"))
            {
                string path = GamepadPart.PathOf(parts[0]);
                Add(seed, "", path.Substring(0, path.Length - 2), binding, false, false, bindings);
            }
            else if (type == "Vector2" && parts.Count == 4)
                Composite(seed, "2DVector", binding, parts.ToArray(), new[] { "left", "right", "down", "up" }, bindings);
            else if (type == "Axis" && parts.Count == 2)
                Composite(seed, "1DAxis", binding, parts.ToArray(), new[] { "negative", "positive" }, bindings);
            else if (type != "Vector2")
                foreach (string part in parts) Add($"{seed}/{part}", "", GamepadPart.PathOf(part), binding, false, false, bindings);
        }

        private static void Composite(
            string seed, string kind, DefaultBinding binding, string[] inputs, string[] names, List<string> bindings)
        {
            Add(seed, kind, kind, binding, true, false, bindings);
            for (int i = 0; i < names.Length; i++)
                Add($"{seed}/{names[i]}", names[i], KeyName.Of(inputs[i])?.Path ?? GamepadPart.PathOf(inputs[i]), binding, false, true, bindings);
        }

        private static string Action(string seed, string name, string type) =>
            "                {\n"
            + $"                    \"name\": {Quoted(name)},\n"
            + $"                    \"type\": \"{(type == "Button" ? "Button" : "Value")}\",\n"
            + $"                    \"id\": \"{Id(seed)}\",\n"
            + $"                    \"expectedControlType\": \"{type}\",\n"
            + "                    \"processors\": \"\",\n"
            + "                    \"interactions\": \"\",\n"
            + $"                    \"initialStateCheck\": {(type == "Button" ? "false" : "true")}\n"
            + "                }";

        private static void Add(
            string seed, string name, string path, DefaultBinding binding, bool isComposite, bool isPart, List<string> bindings)
        {
            if (path == null) return;
            bindings.Add(
                "                {\n"
                + $"                    \"name\": {Quoted(name)},\n"
                + $"                    \"id\": \"{Id(seed)}\",\n"
                + $"                    \"path\": {Quoted(path)},\n"
                + "                    \"interactions\": \"\",\n"
                + "                    \"processors\": \"\",\n"
                + "                    \"groups\": \"\",\n"
                + $"                    \"action\": {Quoted(binding.Command.Name)},\n"
                + $"                    \"isComposite\": {(isComposite ? "true" : "false")},\n"
                + $"                    \"isPartOfComposite\": {(isPart ? "true" : "false")}\n"
                + "                }");
        }

        private static string Items(List<string> items) =>
            items.Count == 0 ? "" : "\n" + string.Join(",\n", items.ToArray()) + "\n            ";

        /// <summary>Ids made of names, so that generating the file again changes nothing that has not changed.</summary>
        private static string Id(string seed)
        {
            using (MD5 md5 = MD5.Create())
                return new System.Guid(md5.ComputeHash(Encoding.UTF8.GetBytes("worldport/" + seed))).ToString();
        }

        private static string Quoted(string text)
        {
            var quoted = new StringBuilder("\"");
            foreach (char unit in text)
                if (unit == '"' || unit == '\\') quoted.Append('\\').Append(unit);
                else if (unit < ' ') quoted.Append("\\u").Append(((int)unit).ToString("x4"));
                else quoted.Append(unit);
            return quoted.Append('"').ToString();
        }
    }
}

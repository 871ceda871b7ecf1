using System.Collections.Generic;
using System.Linq;

namespace Worldport.Codegen
{
    /// <summary>The parameters of a command's methods. Those that must be given come first.</summary>
    internal sealed class CSharpParameters
    {
        private const double SafeInteger = 9007199254740991;

        private readonly List<Parameter> _all = new List<Parameter>();

        public CSharpParameters(object command, CSharpTypes types)
        {
            string name = SchemaValues.Text(command, "name");
            object args = SchemaValues.Field(command, "args");
            var scope = new NameScope();
            var all = new List<Parameter>();
            foreach (KeyValuePair<string, object> field in SchemaValues.Properties(args))
            {
                CSharpType type = types.TypeOf(field.Value, TypeName(name, field.Key), args);
                var parameter = new Parameter { Wire = field.Key, Type = type, Words = CSharpText.WordsOf(field.Value) };
                parameter.Name = scope.Take(CSharpText.ParameterName(field.Key));
                all.Add(parameter);
                if (SchemaValues.IsRequired(args, field.Key)) continue;
                parameter.Fallback = FallbackOf(field.Value, type);
                if (parameter.Fallback != null) continue;
                parameter.Fallback = "null";
                parameter.Type = type.OrNull();
                parameter.Words += " Null leaves it out.";
            }
            _all.AddRange(all.Where(one => one.Fallback == null));
            _all.AddRange(all.Where(one => one.Fallback != null));
        }

        /// <summary>What stands between the method's brackets.</summary>
        public string List =>
            string.Join(", ", _all.Select(one => $"{one.Type.Text} {one.Name}{(one.Fallback == null ? "" : $" = {one.Fallback}")}"));

        /// <summary>The expression that makes the command's args of them.</summary>
        public string Args =>
            "new CommandArgs()" + string.Concat(_all.Select(one => $".Set({CSharpText.Literal(one.Wire)}, {CSharpType.Inserted(one.Type.Write, one.Name)})"));

        /// <summary>Their lines in the doc comment.</summary>
        public string Documentation => string.Concat(_all.Select(one => one.Documentation));

        /// <summary>`set_style`'s `style` is a `Style`; `teleport`'s `place` is a `TeleportPlace`.</summary>
        private static string TypeName(string command, string field) =>
            (command == "set_" + field ? "" : CSharpText.PascalName(command)) + CSharpText.PascalName(field);

        /// <summary>The default as a constant of C#, or null when it can't be one.</summary>
        private static string FallbackOf(object field, CSharpType type)
        {
            object value = SchemaValues.Field(field, "default");
            if (value is string text)
            {
                if (type.Text == "string") return CSharpText.Literal(text);
                bool isMember = type.Members.TryGetValue(text, out string member) && !type.Text.EndsWith("?", System.StringComparison.Ordinal);
                return isMember ? $"{type.Text}.{member}" : null;
            }
            if (value is bool flag) return type.Text != "bool" ? null : flag ? "true" : "false";
            if (!SchemaValues.IsNumber(value, out double number)) return null;
            bool isWhole = System.Math.Floor(number) == number;
            bool fits = type.Text == "double"
                || type.Text == "long" && isWhole && System.Math.Abs(number) <= SafeInteger
                || type.Text == "int" && isWhole && System.Math.Abs(number) < 2147483648.0;
            return fits ? NumberText.Of(number) : null;
        }

        private sealed class Parameter
        {
            public string Wire;
            public string Name;
            public CSharpType Type;
            public string Fallback;
            public string Words;

            public string Documentation
            {
                get
                {
                    string text = CSharpText.XmlText(Words);
                    return text == "" ? "" : $"        /// <param name=\"{Name.Replace("@", "")}\">{text}</param>\n";
                }
            }
        }
    }
}

using System.Collections.Generic;
using System.Linq;

namespace Worldport.Codegen
{
    /// <summary>The text of a class with one property for each field of a map.</summary>
    internal sealed class CSharpClass
    {
        private static readonly string[] Members =
            "Equals Finalize GetHashCode GetType MemberwiseClone ReferenceEquals ToString Read Write CommandArgs Received Wire".Split(' ');

        private readonly string _name;
        private readonly NameScope _scope;
        private readonly List<string> _properties = new List<string>();
        private readonly List<string> _reads = new List<string>();
        private readonly List<string> _writes = new List<string>();

        public CSharpClass(string name)
        {
            _name = name;
            _scope = new NameScope(Members.Concat(new[] { name }).ToArray());
        }

        /// <summary>Adds a field; one that may be absent can be null.</summary>
        public void Add(string wire, object field, CSharpType type, bool isRequired)
        {
            string wanted = CSharpText.PascalName(wire);
            // Types of its fields begin with its name: inside it, a property so called would be meant.
            string property = _scope.Take(wanted.StartsWith(_name, System.StringComparison.Ordinal) ? "_" + wanted : wanted);
            CSharpType given = isRequired ? type : type.OrNull();
            string documented = CSharpText.Summary(
                CSharpText.WordsOf(field) + (isRequired ? "" : " Null when left out."),
                "        ");
            string literal = CSharpText.Literal(wire);
            string value = $"map.{(isRequired ? "Required" : "Optional")}({literal})";
            _properties.Add($"{documented}        public {given.Text} {property} {{ get; set; }}\n");
            _reads.Add($"                {property} = {CSharpType.Inserted(given.Read, value)},");
            _writes.Add($"            args.Set({literal}, {CSharpType.Inserted(given.Write, property)});");
        }

        public string Declaration(string words)
        {
            var lines = new List<string> { $"{CSharpText.Summary(words, "    ")}    public sealed class {_name}", "    {" };
            lines.AddRange(_properties);
            lines.Add($"        internal static {_name} Read(object value)");
            lines.Add("        {");
            lines.Add("            var map = new Received(value);");
            lines.Add($"            return new {_name}");
            lines.Add("            {");
            lines.AddRange(_reads);
            lines.Add("            };");
            lines.Add("        }");
            lines.Add("");
            lines.Add("        internal CommandArgs Write()");
            lines.Add("        {");
            lines.Add("            var args = new CommandArgs();");
            lines.AddRange(_writes);
            lines.Add("            return args;");
            lines.Add("        }");
            lines.Add("    }");
            return string.Join("\n", lines);
        }
    }
}

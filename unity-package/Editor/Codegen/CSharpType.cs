using System.Collections.Generic;
using System.Globalization;

namespace Worldport.Codegen
{
    /// <summary>A type of the generated text. In <see cref="Write"/> and <see cref="Read"/>, `$` stands for the value.</summary>
    internal sealed class CSharpType
    {
        private static readonly Dictionary<string, string> NoMembers = new Dictionary<string, string>();

        public static readonly CSharpType Any = new CSharpType("object", false, "$", "$");
        public static readonly CSharpType Number = new CSharpType("double", true, "$", "Received.Number($)");
        public static readonly CSharpType Int = new CSharpType("int", true, "$", "Received.Int($)");
        public static readonly CSharpType Long = new CSharpType("long", true, "$", "Received.Long($)");
        public static readonly CSharpType Bool = new CSharpType("bool", true, "$", "Received.Bool($)");
        public static readonly CSharpType String = new CSharpType("string", false, "$", "Received.Text($)");

        public CSharpType(string text, bool isValue, string write, string read, Dictionary<string, string> members = null)
        {
            Text = text;
            IsValue = isValue;
            Write = write;
            Read = read;
            Members = members ?? NoMembers;
        }

        public string Text { get; }

        /// <summary>Whether null needs a `?`.</summary>
        public bool IsValue { get; }

        /// <summary>A value of this type → one that can be sent.</summary>
        public string Write { get; }

        /// <summary>A value that came → this type.</summary>
        public string Read { get; }

        /// <summary>Members of an enum by their wire value; empty for other types.</summary>
        public Dictionary<string, string> Members { get; }

        /// <summary>The type with null added.</summary>
        public CSharpType OrNull()
        {
            if (Text == "object" || Text.EndsWith("?", System.StringComparison.Ordinal)) return this;
            string text = IsValue ? Text + "?" : Text;
            string read = $"$ == null ? {(IsValue ? $"({text})" : "")}null : {Read}";
            string write = IsValue && Write != "$" ? $"$ == null ? null : {Inserted(Write, "$.Value")}" : Write;
            return new CSharpType(text, IsValue, write, read, Members);
        }

        public CSharpType ListOf() => Collection($"{Text}[]", "List");

        public CSharpType MapOf() => Collection($"Dictionary<string, {Text}>", "Map");

        /// <summary>Puts a value in the place of `$`.</summary>
        public static string Inserted(string template, string value) => template.Replace("$", value);

        private CSharpType Collection(string text, string method)
        {
            string variable = Variable();
            string write = Write == "$" ? "$" : $"CommandArgs.{method}($, {variable} => {Inserted(Write, variable)})";
            return new CSharpType(text, false, write, $"Received.{method}($, {variable} => {Inserted(Read, variable)})");
        }

        /// <summary>Lambdas inside one another may not share the names of what they take.</summary>
        private string Variable()
        {
            int depth = 1;
            for (int i = Read.IndexOf("=>", System.StringComparison.Ordinal); i >= 0; i = Read.IndexOf("=>", i + 1, System.StringComparison.Ordinal))
                depth++;
            return depth == 1 ? "_item" : "_item" + depth.ToString(CultureInfo.InvariantCulture);
        }
    }
}

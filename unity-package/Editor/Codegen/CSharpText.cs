using System.Collections.Generic;
using System.Globalization;
using System.Text;

namespace Worldport.Codegen
{
    /// <summary>
    /// Words of C#: names, literals and comments out of texts that may hold anything. The same rules as the command
    /// line's (`server/schema/codegen/csharp-text.ts`), so that both write the same bytes.
    /// </summary>
    public static class CSharpText
    {
        /// <summary>zod writes the ends of the safe integers where an author set no bound.</summary>
        private const double NoBound = 9007199254740991;

        private static readonly HashSet<string> Keywords = new HashSet<string>((
            "abstract as base bool break byte case catch char checked class const continue decimal default delegate do double " +
            "else enum event explicit extern false finally fixed float for foreach goto if implicit in int interface internal " +
            "is lock long namespace new null object operator out override params private protected public readonly ref return " +
            "sbyte sealed short sizeof stackalloc static string struct switch this throw true try typeof uint ulong unchecked " +
            "unsafe ushort using virtual void volatile while async await dynamic var yield").Split(' '));

        /// <summary>`set_speed`, `set-speed` and `set speed` → `SetSpeed`. Only ASCII letters and digits are kept.</summary>
        public static string PascalName(string text)
        {
            var name = new StringBuilder();
            bool begins = true;
            foreach (char unit in text)
            {
                bool isLower = unit >= 'a' && unit <= 'z';
                bool isKept = isLower || unit >= 'A' && unit <= 'Z' || unit >= '0' && unit <= '9';
                if (isKept) name.Append(begins && isLower ? (char)(unit - 32) : unit);
                begins = !isKept;
            }
            if (name.Length == 0) return "Value";
            return name[0] <= '9' ? "_" + name : name.ToString();
        }

        /// <summary>`set_speed` → `setSpeed`; keywords get an `@`.</summary>
        public static string ParameterName(string text)
        {
            string name = PascalName(text);
            bool isUpper = name[0] >= 'A' && name[0] <= 'Z';
            string camel = isUpper ? (char)(name[0] + 32) + name.Substring(1) : name;
            return Keywords.Contains(camel) ? "@" + camel : camel;
        }

        /// <summary>A string literal of printable ASCII.</summary>
        public static string Literal(string text)
        {
            var literal = new StringBuilder("\"");
            foreach (char unit in text)
            {
                if (unit == '"' || unit == '\\') literal.Append('\\').Append(unit);
                else if (unit >= ' ' && unit < 0x7f) literal.Append(unit);
                else literal.Append("\\u").Append(((int)unit).ToString("x4", CultureInfo.InvariantCulture));
            }
            return literal.Append('"').ToString();
        }

        /// <summary>One line that can stand in a comment: blanks, line ends and control characters become one space each run.</summary>
        public static string OneLine(string text)
        {
            var line = new StringBuilder();
            bool isBlank = true;
            for (int i = 0; i < text.Length; i++)
            {
                char unit = text[i];
                bool blank = unit <= ' ' || unit >= 0x7f && unit <= 0xa0 || unit == 0x2028 || unit == 0x2029 || unit == 0xfeff;
                if (blank)
                {
                    if (!isBlank) line.Append(' ');
                }
                else if (!char.IsSurrogate(unit)) line.Append(unit);
                else if (char.IsHighSurrogate(unit) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1])) line.Append(unit).Append(text[++i]);
                else line.Append('\ufffd'); // Half of a pair can't be written as UTF-8.
                isBlank = blank;
            }
            if (line.Length > 0 && line[line.Length - 1] == ' ') line.Length--;
            return line.ToString();
        }

        /// <summary>One line for inside an element of a doc comment.</summary>
        public static string XmlText(string text) =>
            OneLine(text).Replace("&", "&amp;").Replace("<", "&lt;").Replace(">", "&gt;");

        /// <summary>A doc comment with its line end, or nothing where there are no words.</summary>
        public static string Summary(string words, string indent)
        {
            string text = XmlText(words);
            return text == "" ? "" : $"{indent}/// <summary>{text}</summary>\n";
        }

        /// <summary>What a person should know of a field: its description, range and default.</summary>
        public static string WordsOf(object schema)
        {
            if (!(schema is Dictionary<string, object> field)) return "";
            var words = new List<string>();
            if (field.TryGetValue("description", out object description) && description is string said) words.Add(said);
            string least = Bound(field, "minimum", "exclusiveMinimum", "above");
            string most = Bound(field, "maximum", "exclusiveMaximum", "below");
            if (least != "" && most != "") words.Add($"{least} … {most}.");
            else if (least != "") words.Add(least.StartsWith("above", System.StringComparison.Ordinal) ? $"{least}." : $"At least {least}.");
            else if (most != "") words.Add(most.StartsWith("below", System.StringComparison.Ordinal) ? $"{most}." : $"At most {most}.");
            if (field.TryGetValue("maxLength", out object length) && SchemaValues.IsNumber(length, out double characters))
                words.Add($"At most {NumberText.Of(characters)} characters.");
            if (field.TryGetValue("default", out object fallback)) words.Add($"Default {JsonText.Of(fallback)}.");
            return string.Join(" ", words);
        }

        private static string Bound(Dictionary<string, object> field, string closed, string open, string word)
        {
            if (field.TryGetValue(closed, out object value) && SchemaValues.IsNumber(value, out double bound) && System.Math.Abs(bound) < NoBound)
                return NumberText.Of(bound);
            if (field.TryGetValue(open, out value) && SchemaValues.IsNumber(value, out bound) && System.Math.Abs(bound) < NoBound)
                return $"{word} {NumberText.Of(bound)}";
            return "";
        }
    }
}

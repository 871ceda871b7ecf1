using System.Collections.Generic;
using System.Globalization;
using System.Text;

namespace Worldport.Codegen
{
    /// <summary>What a form says of a field, out of texts that may hold anything.</summary>
    public static class FieldWords
    {
        /// <summary>zod writes the ends of the safe integers where an author set no bound.</summary>
        private const double NoBound = 9007199254740991;

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

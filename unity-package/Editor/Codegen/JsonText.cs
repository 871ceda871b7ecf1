using System.Collections.Generic;
using System.Globalization;
using System.Text;

namespace Worldport.Codegen
{
    /// <summary>Values as JSON in JavaScript's spelling, so that a document saved by the editor is the one the server gives.</summary>
    public static class JsonText
    {
        /// <summary>Gives the text of null, a bool, number, string, list or map, in one line.</summary>
        public static string Of(object value)
        {
            var text = new StringBuilder();
            Write(text, value, null);
            return text.ToString();
        }

        /// <summary>Gives the same with a line for each item, indented by two blanks, as schema documents are written.</summary>
        public static string Indented(object value)
        {
            var text = new StringBuilder();
            Write(text, value, "\n");
            return text.Append('\n').ToString();
        }

        /// <param name="text">Written to.</param>
        /// <param name="value">What to write.</param>
        /// <param name="line">Line end and indentation of the value, or null for one line.</param>
        private static void Write(StringBuilder text, object value, string line)
        {
            if (value == null) text.Append("null");
            else if (value is bool flag) text.Append(flag ? "true" : "false");
            else if (value is string words) WriteString(text, words);
            else if (value is Dictionary<string, object> map) WriteMap(text, map, line);
            else if (value is List<object> list) WriteList(text, list, line);
            else text.Append(NumberText.Of(System.Convert.ToDouble(value, CultureInfo.InvariantCulture)));
        }

        private static void WriteList(StringBuilder text, List<object> list, string line)
        {
            string inner = line == null ? "" : line + "  ";
            text.Append('[');
            for (int i = 0; i < list.Count; i++)
            {
                text.Append(i > 0 ? "," : "").Append(inner);
                Write(text, list[i], line == null ? null : inner);
            }
            text.Append(list.Count > 0 ? line : "").Append(']');
        }

        private static void WriteMap(StringBuilder text, Dictionary<string, object> map, string line)
        {
            string inner = line == null ? "" : line + "  ";
            string between = "";
            text.Append('{');
            foreach (KeyValuePair<string, object> entry in map)
            {
                text.Append(between).Append(inner);
                between = ",";
                WriteString(text, entry.Key);
                text.Append(line == null ? ":" : ": ");
                Write(text, entry.Value, line == null ? null : inner);
            }
            text.Append(map.Count > 0 ? line : "").Append('}');
        }

        private static void WriteString(StringBuilder text, string words)
        {
            text.Append('"');
            for (int i = 0; i < words.Length; i++) WriteUnit(text, words, i);
            text.Append('"');
        }

        private static void WriteUnit(StringBuilder text, string words, int i)
        {
            char unit = words[i];
            switch (unit)
            {
                case '"': text.Append("\\\""); return;
                case '\\': text.Append("\\\\"); return;
                case '\b': text.Append("\\b"); return;
                case '\f': text.Append("\\f"); return;
                case '\n': text.Append("\\n"); return;
                case '\r': text.Append("\\r"); return;
                case '\t': text.Append("\\t"); return;
            }
            bool isHalf = char.IsHighSurrogate(unit) && !(i + 1 < words.Length && char.IsLowSurrogate(words[i + 1]))
                || char.IsLowSurrogate(unit) && !(i > 0 && char.IsHighSurrogate(words[i - 1]));
            if (unit < ' ' || isHalf) text.Append("\\u").Append(((int)unit).ToString("x4", CultureInfo.InvariantCulture));
            else text.Append(unit);
        }
    }
}

using System.Collections.Generic;
using System.Globalization;
using System.Text;

namespace Worldport.Codegen
{
    /// <summary>Values as JSON in one line, in JavaScript's spelling.</summary>
    public static class JsonText
    {
        /// <summary>Gives the text of null, a bool, number, string, list or map.</summary>
        public static string Of(object value)
        {
            var text = new StringBuilder();
            Write(text, value);
            return text.ToString();
        }

        private static void Write(StringBuilder text, object value)
        {
            if (value == null) text.Append("null");
            else if (value is bool flag) text.Append(flag ? "true" : "false");
            else if (value is string words) WriteString(text, words);
            else if (value is Dictionary<string, object> map) WriteMap(text, map);
            else if (value is List<object> list) WriteList(text, list);
            else text.Append(NumberText.Of(System.Convert.ToDouble(value, CultureInfo.InvariantCulture)));
        }

        private static void WriteList(StringBuilder text, List<object> list)
        {
            text.Append('[');
            for (int i = 0; i < list.Count; i++)
            {
                if (i > 0) text.Append(',');
                Write(text, list[i]);
            }
            text.Append(']');
        }

        private static void WriteMap(StringBuilder text, Dictionary<string, object> map)
        {
            text.Append('{');
            string between = "";
            foreach (KeyValuePair<string, object> entry in map)
            {
                text.Append(between);
                between = ",";
                WriteString(text, entry.Key);
                text.Append(':');
                Write(text, entry.Value);
            }
            text.Append('}');
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

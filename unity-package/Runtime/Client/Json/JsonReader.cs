using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text;

namespace Worldport.Client
{
    /// <summary>
    /// JSON text → null, bool, double, string, List&lt;object&gt; and Dictionary&lt;string, object&gt;. Maps keep the order
    /// that JavaScript gives them, so that what an editor makes from a document is what the command line makes of it.
    /// </summary>
    public sealed class JsonReader
    {
        private const int MaxDepth = 64;

        private readonly string _text;
        private int _position;

        private JsonReader(string text)
        {
            _text = text;
        }

        /// <summary>Reads one value. Throws FormatException, with line and column, when the text is no JSON.</summary>
        public static object Read(string text)
        {
            if (text == null) throw new ArgumentNullException(nameof(text));
            var reader = new JsonReader(text);
            // A file that an editor saved may begin with a byte order mark.
            if (text.Length > 0 && text[0] == '\ufeff') reader._position = 1;
            object value = reader.Value(1);
            reader.SkipBlanks();
            if (reader._position < text.Length) throw reader.Bad("the text goes on behind the value");
            return value;
        }

        private object Value(int depth)
        {
            if (depth > MaxDepth) throw Bad($"more than {MaxDepth} maps and lists lie inside one another");
            SkipBlanks();
            if (_position >= _text.Length) throw Bad("the text ends where a value is expected");
            char first = _text[_position];
            if (first == '{') return Map(depth);
            if (first == '[') return List(depth);
            if (first == '"') return String();
            if (first == '-' || first >= '0' && first <= '9') return Number();
            if (Word("true")) return true;
            if (Word("false")) return false;
            if (Word("null")) return null;
            throw Bad($"a value does not begin with '{first}'");
        }

        private Dictionary<string, object> Map(int depth)
        {
            var named = new Dictionary<string, object>();
            var numbered = new SortedDictionary<uint, object>();
            _position++;
            if (Next('}')) return named;
            do
            {
                SkipBlanks();
                if (_position >= _text.Length || _text[_position] != '"') throw Bad("a map's key is a string in quotes");
                string key = String();
                if (!Next(':')) throw Bad("a colon stands behind a key");
                object value = Value(depth + 1);
                if (IsIndex(key, out uint index)) numbered[index] = value;
                else named[key] = value;
            }
            while (Next(','));
            if (!Next('}')) throw Bad("a comma or } is expected");
            if (numbered.Count == 0) return named;
            var ordered = new Dictionary<string, object>();
            foreach (KeyValuePair<uint, object> entry in numbered)
                ordered[entry.Key.ToString(CultureInfo.InvariantCulture)] = entry.Value;
            foreach (KeyValuePair<string, object> entry in named) ordered[entry.Key] = entry.Value;
            return ordered;
        }

        /// <summary>JavaScript puts keys that are array indices first, in rising order.</summary>
        private static bool IsIndex(string key, out uint index)
        {
            bool isNumber = uint.TryParse(key, NumberStyles.None, CultureInfo.InvariantCulture, out index);
            return isNumber && index < uint.MaxValue && key == index.ToString(CultureInfo.InvariantCulture);
        }

        private List<object> List(int depth)
        {
            var list = new List<object>();
            _position++;
            if (Next(']')) return list;
            do list.Add(Value(depth + 1));
            while (Next(','));
            if (!Next(']')) throw Bad("a comma or ] is expected");
            return list;
        }

        private string String()
        {
            var text = new StringBuilder();
            for (_position++; _position < _text.Length; _position++)
            {
                char unit = _text[_position];
                if (unit == '"')
                {
                    _position++;
                    return text.ToString();
                }
                if (unit < ' ') throw Bad("a control character in a string must be escaped");
                text.Append(unit == '\\' ? Escaped() : unit);
            }
            throw Bad("a string has no end");
        }

        private char Escaped()
        {
            if (++_position >= _text.Length) throw Bad("a string has no end");
            switch (_text[_position])
            {
                case '"': return '"';
                case '\\': return '\\';
                case '/': return '/';
                case 'b': return '\b';
                case 'f': return '\f';
                case 'n': return '\n';
                case 'r': return '\r';
                case 't': return '\t';
                case 'u':
                    string digits = _position + 4 < _text.Length ? _text.Substring(_position + 1, 4) : "";
                    if (!ushort.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out ushort unit))
                        throw Bad("four hexadecimal digits stand behind \\u");
                    _position += 4;
                    return (char)unit;
                default: throw Bad($"\\{_text[_position]} means nothing in a string");
            }
        }

        private object Number()
        {
            int start = _position;
            if (_text[_position] == '-') _position++;
            int whole = _position;
            Digits();
            if (_text[whole] == '0' && _position > whole + 1) throw Bad("a number does not begin with 0 and more digits");
            if (_position < _text.Length && _text[_position] == '.')
            {
                _position++;
                Digits();
            }
            if (_position < _text.Length && (_text[_position] == 'e' || _text[_position] == 'E'))
            {
                _position++;
                if (_position < _text.Length && (_text[_position] == '+' || _text[_position] == '-')) _position++;
                Digits();
            }
            string text = _text.Substring(start, _position - start);
            // Some runtimes throw beyond the largest number, others give an infinity.
            if (!double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) || double.IsInfinity(number))
                throw Bad($"{text} is beyond what a number can hold");
            return number;
        }

        private void Digits()
        {
            int start = _position;
            while (_position < _text.Length && _text[_position] >= '0' && _text[_position] <= '9') _position++;
            if (_position == start) throw Bad("a digit is expected");
        }

        private bool Word(string word)
        {
            if (string.CompareOrdinal(_text, _position, word, 0, word.Length) != 0) return false;
            _position += word.Length;
            return true;
        }

        private bool Next(char mark)
        {
            SkipBlanks();
            if (_position >= _text.Length || _text[_position] != mark) return false;
            _position++;
            return true;
        }

        private void SkipBlanks()
        {
            while (_position < _text.Length && " \t\r\n".IndexOf(_text[_position]) >= 0) _position++;
        }

        private FormatException Bad(string what)
        {
            int end = Math.Min(_position, _text.Length);
            int line = 1;
            int start = 0;
            for (int i = 0; i < end; i++)
            {
                if (_text[i] != '\n') continue;
                line++;
                start = i + 1;
            }
            return new FormatException($"This is no JSON: {what} (line {line}, column {end - start + 1}).");
        }
    }
}

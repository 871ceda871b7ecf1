using System;
using System.Collections.Generic;
using System.Threading.Tasks;

namespace Worldport.Client
{
    /// <summary>
    /// Reads what a model sent as the types a generated client declares. What does not fit is a FormatException whose
    /// sentence says what came instead: the model has changed since the client was generated.
    /// </summary>
    public readonly struct Received
    {
        private const string Remedy = "Generate the client again if the model has changed.";

        private readonly Dictionary<string, object> _map;

        /// <summary>Looks into a map.</summary>
        public Received(object value)
        {
            _map = value as Dictionary<string, object> ?? throw Unfit("a map", value);
        }

        /// <summary>The value of a field that must be there.</summary>
        public object Required(string field)
        {
            if (_map.TryGetValue(field, out object value)) return value;
            throw new FormatException($"The model sent no field \"{field}\". {Remedy}");
        }

        /// <summary>The value of a field, or null.</summary>
        public object Optional(string field) => _map.TryGetValue(field, out object value) ? value : null;

        /// <summary>A number, whole or not.</summary>
        public static double Number(object value)
        {
            if (value is double number) return number;
            if (value is long whole) return whole;
            throw Unfit("a number", value);
        }

        /// <summary>A whole number of 32 bits.</summary>
        public static int Int(object value)
        {
            long whole = Long(value);
            if (whole < int.MinValue || whole > int.MaxValue) throw Unfit("a whole number of 32 bits", value);
            return (int)whole;
        }

        /// <summary>A whole number.</summary>
        public static long Long(object value)
        {
            if (value is long whole) return whole;
            if (value is double number && Math.Floor(number) == number && Math.Abs(number) <= MsgPackReader.MaxInteger)
                return (long)number;
            throw Unfit("a whole number", value);
        }

        /// <summary>true or false.</summary>
        public static bool Bool(object value) => value is bool flag ? flag : throw Unfit("true or false", value);

        /// <summary>A string.</summary>
        public static string Text(object value) => value as string ?? throw Unfit("a string", value);

        /// <summary>Place of a string among the names of an enum's members.</summary>
        public static int Choice(object value, string[] names)
        {
            int member = value is string name ? Array.IndexOf(names, name) : -1;
            return member >= 0 ? member : throw Unfit("one of " + string.Join(", ", names), value);
        }

        /// <summary>A list, item by item.</summary>
        public static T[] List<T>(object value, Func<object, T> read)
        {
            if (!(value is List<object> items)) throw Unfit("a list", value);
            var list = new T[items.Count];
            for (int i = 0; i < list.Length; i++) list[i] = read(items[i]);
            return list;
        }

        /// <summary>A map, value by value.</summary>
        public static Dictionary<string, T> Map<T>(object value, Func<object, T> read)
        {
            if (!(value is Dictionary<string, object> items)) throw Unfit("a map", value);
            var map = new Dictionary<string, T>(items.Count);
            foreach (KeyValuePair<string, object> item in items) map[item.Key] = read(item.Value);
            return map;
        }

        /// <summary>Waits until a command is applied.</summary>
        /// <exception cref="CommandRefusedException">It was not.</exception>
        public static async Task Applied(Task<Reply> reply) => (await reply.ConfigureAwait(false)).OrThrow();

        /// <summary>Waits until a command is applied and reads what it gives.</summary>
        /// <exception cref="CommandRefusedException">It was not.</exception>
        /// <exception cref="FormatException">What it gives is not what the client was generated for.</exception>
        public static async Task<T> Reply<T>(Task<Reply> reply, Func<object, T> read) =>
            read((await reply.ConfigureAwait(false)).OrThrow().Result);

        private static FormatException Unfit(string expected, object value)
        {
            string came = value == null ? "nothing"
                : value is string text ? $"\"{(text.Length > 40 ? text.Substring(0, 40) + "…" : text)}\""
                : value is Dictionary<string, object> ? "a map"
                : value is List<object> ? "a list"
                : Convert.ToString(value, System.Globalization.CultureInfo.InvariantCulture);
            return new FormatException($"The model sent {came} where {expected} is expected. {Remedy}");
        }
    }
}

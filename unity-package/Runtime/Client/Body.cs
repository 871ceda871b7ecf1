using System.Collections.Generic;

namespace Worldport.Client
{
    /// <summary>Reads fields of a decoded map, whose values may be absent or of another kind than expected.</summary>
    public readonly struct Body
    {
        private static readonly Dictionary<string, object> Empty = new Dictionary<string, object>();

        private readonly Dictionary<string, object> _map;

        /// <summary>Looks into a map; null counts as empty.</summary>
        public Body(Dictionary<string, object> map)
        {
            _map = map;
        }

        /// <summary>The map; never null.</summary>
        public Dictionary<string, object> Map => _map ?? Empty;

        /// <summary>The string of a key, or <paramref name="otherwise"/>.</summary>
        public string Text(string key, string otherwise = "") =>
            Map.TryGetValue(key, out object value) && value is string text ? text : otherwise;

        /// <summary>The number of a key, or <paramref name="otherwise"/>.</summary>
        public double Number(string key, double otherwise = 0) =>
            Map.TryGetValue(key, out object value) ? NumberOf(value, otherwise) : otherwise;

        /// <summary>The whole number of a key, or <paramref name="otherwise"/>.</summary>
        public long Whole(string key, long otherwise = 0)
        {
            if (!Map.TryGetValue(key, out object value)) return otherwise;
            if (value is long whole) return whole;
            double number = NumberOf(value, otherwise);
            return number >= -MsgPackReader.MaxInteger && number <= MsgPackReader.MaxInteger ? (long)number : otherwise;
        }

        /// <summary>The boolean of a key, or <paramref name="otherwise"/>.</summary>
        public bool Flag(string key, bool otherwise = false) =>
            Map.TryGetValue(key, out object value) && value is bool flag ? flag : otherwise;

        /// <summary>The map of a key; empty when there is none.</summary>
        public Body Inner(string key) => new Body(MapOrNull(key));

        /// <summary>The map of a key, or null.</summary>
        public Dictionary<string, object> MapOrNull(string key) =>
            Map.TryGetValue(key, out object value) ? value as Dictionary<string, object> : null;

        /// <summary>The list of a key, or null.</summary>
        public List<object> ListOrNull(string key) => Map.TryGetValue(key, out object value) ? value as List<object> : null;

        /// <summary>Any value of a key, or null.</summary>
        public object Any(string key) => Map.TryGetValue(key, out object value) ? value : null;

        /// <summary>Whether the key is there and is not null.</summary>
        public bool Has(string key) => Any(key) != null;

        /// <summary>The numbers that codec and JSON give, as double.</summary>
        internal static double NumberOf(object value, double otherwise)
        {
            if (value is double number) return number;
            if (value is long whole) return whole;
            if (value is int small) return small;
            if (value is float single) return single;
            return otherwise;
        }
    }
}

using System.Collections.Generic;

namespace Worldport.Codegen
{
    /// <summary>Looks into JSON Schemas that came from JSON (numbers are doubles) or from MessagePack (or longs).</summary>
    internal static class SchemaValues
    {
        public static readonly Dictionary<string, object> Empty = new Dictionary<string, object>();

        public static bool IsNumber(object value, out double number)
        {
            number = value is double real ? real : value is long whole ? whole : double.NaN;
            return !double.IsNaN(number);
        }

        /// <summary>Whether two values of an enum are one, as JavaScript's sets see it.</summary>
        public static bool AreSame(object one, object other)
        {
            if (IsNumber(one, out double number) && IsNumber(other, out double second)) return number == second;
            if (one is string || one is bool || one == null) return Equals(one, other);
            return ReferenceEquals(one, other);
        }

        public static object Field(object map, string name) =>
            map is Dictionary<string, object> fields && fields.TryGetValue(name, out object value) ? value : null;

        public static bool Has(object map, string name) => map is Dictionary<string, object> fields && fields.ContainsKey(name);

        public static Dictionary<string, object> Properties(object schema) =>
            Field(schema, "properties") as Dictionary<string, object> ?? Empty;

        public static bool IsRequired(object schema, string field) =>
            Field(schema, "required") is List<object> required && required.Contains(field);

        public static string Text(object map, string name) => Field(map, name) as string ?? "";

        public static IEnumerable<Dictionary<string, object>> Maps(object map, string name)
        {
            if (!(Field(map, name) is List<object> list)) yield break;
            foreach (object item in list)
                if (item is Dictionary<string, object> found) yield return found;
        }
    }
}

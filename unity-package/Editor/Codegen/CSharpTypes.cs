using System.Collections.Generic;
using System.Linq;

namespace Worldport.Codegen
{
    /// <summary>
    /// JSON Schema → C#: the type of a value, how it is written and read, and the enums and classes it needs. The same
    /// rules as the command line's (`server/schema/codegen/csharp-types.ts`).
    /// </summary>
    internal sealed class CSharpTypes
    {
        private readonly NameScope _names;
        private readonly List<string> _enums = new List<string>();
        private readonly List<string> _choices = new List<string>();
        private readonly List<string> _classes = new List<string>();

        /// <summary>References being followed: a type that holds itself has no end when written out.</summary>
        private readonly List<string> _open = new List<string>();

        public CSharpTypes(NameScope names)
        {
            _names = names;
        }

        /// <summary>Enums, then classes, then the names of the enums' members on the wire.</summary>
        public IEnumerable<string> Declarations
        {
            get
            {
                if (_choices.Count == 0) return _classes;
                var wire = new List<string>
                {
                    "    /// <summary>What the members of the enums are called on the wire, in their order.</summary>",
                    "    internal static class Wire",
                    "    {",
                };
                wire.AddRange(_choices);
                wire.Add("    }");
                return _enums.Concat(_classes).Concat(new[] { string.Join("\n", wire) });
            }
        }

        /// <summary>Type of the values that fit a schema. <paramref name="root"/> is what references mean.</summary>
        public CSharpType TypeOf(object schema, string name, object root)
        {
            if (!(schema is Dictionary<string, object> map)) return CSharpType.Any;
            if (SchemaValues.Field(map, "$ref") is string reference) return Referenced(reference, name, root);
            if (map.TryGetValue("const", out object only)) return Choice(new[] { only }, name);
            if (SchemaValues.Field(map, "enum") is List<object> values) return Choice(values, name);
            object parts = SchemaValues.Field(map, "anyOf") ?? SchemaValues.Field(map, "oneOf");
            if (parts is List<object> list) return Union(list, name, root);
            object type = SchemaValues.Field(map, "type");
            if (type is List<object> several) return Union(several.Select(one => WithType(map, one)).ToList(), name, root);
            switch (type as string)
            {
                case "number": return CSharpType.Number;
                case "integer": return IntegerWithin(SchemaValues.Field(map, "minimum"), SchemaValues.Field(map, "maximum"));
                case "string": return CSharpType.String;
                case "boolean": return CSharpType.Bool;
                case "array": return ListType(map, name, root);
                case "object": return MapType(map, name, root);
                default: return CSharpType.Any;
            }
        }

        /// <summary>Declares a class for a map with known fields.</summary>
        public CSharpType DeclareClass(object schema, string wanted, object root, string words)
        {
            string name = _names.Take(wanted);
            int place = _classes.Count;
            _classes.Add(""); // Classes of its fields come behind it.
            var text = new CSharpClass(name);
            foreach (KeyValuePair<string, object> field in SchemaValues.Properties(schema))
            {
                CSharpType type = TypeOf(field.Value, name + CSharpText.PascalName(field.Key), root);
                text.Add(field.Key, field.Value, type, SchemaValues.IsRequired(schema, field.Key));
            }
            _classes[place] = text.Declaration(words);
            return new CSharpType(name, false, "$?.Write()", $"{name}.Read($)");
        }

        private CSharpType Referenced(string reference, string name, object root)
        {
            if (!reference.StartsWith("#/", System.StringComparison.Ordinal) || _open.Contains(reference)) return CSharpType.Any;
            object found = root;
            foreach (string step in reference.Substring(2).Split('/'))
                found = SchemaValues.Field(found, step.Replace("~1", "/").Replace("~0", "~"));
            _open.Add(reference);
            CSharpType type = TypeOf(found, name, root);
            _open.RemoveAt(_open.Count - 1);
            return type;
        }

        /// <summary>Strings become an enum; other values keep the type they have in common.</summary>
        private CSharpType Choice(IList<object> values, string name)
        {
            var some = new List<object>();
            foreach (object value in values)
                if (value != null && !some.Any(one => SchemaValues.AreSame(one, value))) some.Add(value);
            CSharpType type = TypeOfValues(some, name);
            return values.Contains(null) ? type.OrNull() : type;
        }

        private CSharpType TypeOfValues(List<object> values, string name)
        {
            if (values.Count == 0) return CSharpType.Any;
            if (values.All(value => value is string)) return DeclareEnum(values.Cast<string>().ToList(), name);
            if (values.All(value => value is bool)) return CSharpType.Bool;
            var numbers = new List<double>();
            foreach (object value in values)
            {
                if (!SchemaValues.IsNumber(value, out double number)) return CSharpType.Any;
                numbers.Add(number);
            }
            if (numbers.Any(number => System.Math.Floor(number) != number)) return CSharpType.Number;
            return IntegerWithin(numbers.Min(), numbers.Max());
        }

        private CSharpType DeclareEnum(List<string> values, string wanted)
        {
            string name = _names.Take(wanted);
            var scope = new NameScope();
            var members = new Dictionary<string, string>();
            foreach (string value in values) members[value] = scope.Take(CSharpText.PascalName(value));
            IEnumerable<string> lines = values.Select(value => $"{CSharpText.Summary(value, "        ")}        {members[value]},");
            _enums.Add($"    public enum {name}\n    {{\n{string.Join("\n\n", lines)}\n    }}");
            string literals = string.Join(", ", values.Select(CSharpText.Literal));
            _choices.Add($"        internal static readonly string[] {name} = {{ {literals} }};");
            return new CSharpType(
                name,
                true,
                $"CommandArgs.Choice(Wire.{name}, (int)$)",
                $"({name})Received.Choice($, Wire.{name})",
                members);
        }

        /// <summary>A type or null stays typed, and so do several lists of values; any other union is an object.</summary>
        private CSharpType Union(List<object> parts, string name, object root)
        {
            List<object> some = parts.Where(part => !IsNull(part)).ToList();
            CSharpType type = CSharpType.Any;
            if (some.Count == 1) type = TypeOf(some[0], name, root);
            else if (some.Count > 1 && some.All(part => ValuesOf(part) != null))
                type = Choice(some.SelectMany(ValuesOf).ToList(), name);
            return some.Count == parts.Count ? type : type.OrNull();
        }

        private CSharpType ListType(Dictionary<string, object> schema, string name, object root)
        {
            // The places of a tuple may differ in type, so its items are objects.
            object items = SchemaValues.Field(schema, "items");
            bool isTuple = schema.ContainsKey("prefixItems") || !(items is Dictionary<string, object>);
            return isTuple ? CSharpType.Any.ListOf() : TypeOf(items, name + "Item", root).ListOf();
        }

        private CSharpType MapType(Dictionary<string, object> schema, string name, object root)
        {
            if (SchemaValues.Properties(schema).Count > 0) return DeclareClass(schema, name, root, CSharpText.WordsOf(schema));
            return TypeOf(SchemaValues.Field(schema, "additionalProperties"), name + "Item", root).MapOf();
        }

        private static CSharpType IntegerWithin(object least, object most)
        {
            bool fits = SchemaValues.IsNumber(least, out double low) && low >= int.MinValue
                && SchemaValues.IsNumber(most, out double high) && high < 2147483648.0;
            return fits ? CSharpType.Int : CSharpType.Long;
        }

        private static object WithType(Dictionary<string, object> schema, object type) =>
            new Dictionary<string, object>(schema) { ["type"] = type };

        /// <summary>The values a schema lists, or null when it is not a list of values.</summary>
        private static IList<object> ValuesOf(object schema)
        {
            if (SchemaValues.Has(schema, "const")) return new[] { SchemaValues.Field(schema, "const") };
            return SchemaValues.Field(schema, "enum") as List<object>;
        }

        private static bool IsNull(object schema) =>
            SchemaValues.Field(schema, "type") as string == "null"
            || SchemaValues.Has(schema, "const") && SchemaValues.Field(schema, "const") == null;
    }
}

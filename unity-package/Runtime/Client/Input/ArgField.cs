using System;
using System.Collections.Generic;

namespace Worldport.Client
{
    /// <summary>What kind of value an arg takes.</summary>
    public enum ArgType
    {
        /// <summary>A number.</summary>
        Number,

        /// <summary>A whole number.</summary>
        Integer,

        /// <summary>True or false.</summary>
        Boolean,

        /// <summary>A string.</summary>
        Text,

        /// <summary>One of <see cref="ArgField.Options"/>.</summary>
        Choice,

        /// <summary>A fixed number of numbers, <see cref="ArgField.Length"/>.</summary>
        List,

        /// <summary>A file's bytes as base64.</summary>
        File,

        /// <summary>Anything else.</summary>
        Json,
    }

    /// <summary>One arg of a command, read out of its JSON Schema: what it takes and what it begins with.</summary>
    public sealed class ArgField
    {
        /// <summary>zod writes the ends of the safe integers where an author set no bound.</summary>
        private const double Open = 9007199254740991;

        private ArgField(string name, Body schema, bool isRequired)
        {
            Name = name;
            IsRequired = isRequired;
            Description = schema.Text("description");
            Options = OptionsOf(schema);
            Length = LengthOf(schema);
            Body ranged = Length > 0 ? ItemOf(schema) : schema;
            Min = Bound(ranged, "minimum", "exclusiveMinimum");
            Max = Bound(ranged, "maximum", "exclusiveMaximum");
            Type = Options.Count > 0 ? ArgType.Choice : Length > 0 ? ArgType.List : TypeOf(schema);
            Step = StepOf(ranged, Min, Max);
            if (schema.Has("maxLength")) MaxLength = (int)schema.Whole("maxLength");
            Preset = schema.Any("default") ?? PresetOf(schema);
        }

        /// <summary>Its name on the wire.</summary>
        public string Name { get; }

        /// <summary>What it takes.</summary>
        public ArgType Type { get; }

        /// <summary>Least value, of each number of a list; null when open.</summary>
        public double? Min { get; }

        /// <summary>Greatest value, of each number of a list; null when open.</summary>
        public double? Max { get; }

        /// <summary>Smallest sensible change; null when it can't be told.</summary>
        public double? Step { get; }

        /// <summary>What a choice offers; empty for other types.</summary>
        public IReadOnlyList<object> Options { get; }

        /// <summary>How many numbers a list has; 0 for other types.</summary>
        public int Length { get; }

        /// <summary>Value to start from, as codec and JSON give it.</summary>
        public object Preset { get; }

        /// <summary>What it is, for people.</summary>
        public string Description { get; }

        /// <summary>Whether a command needs it.</summary>
        public bool IsRequired { get; }

        /// <summary>Most characters of a string; null when open.</summary>
        public int? MaxLength { get; }

        /// <summary>The args of a command, in the author's order.</summary>
        public static IReadOnlyList<ArgField> Of(CommandDeclaration command)
        {
            var fields = new List<ArgField>();
            List<object> required = command.Args.ListOrNull("required");
            foreach (KeyValuePair<string, object> property in command.Args.Inner("properties").Map)
                fields.Add(new ArgField(
                    property.Key,
                    new Body(property.Value as Dictionary<string, object>),
                    required != null && required.Contains(property.Key)));
            return fields;
        }

        /// <summary>
        /// Args to start from: <see cref="CommandDeclaration.Release"/> where the command springs back, else every field's
        /// preset. Optional fields that only JSON can fill are left out.
        /// </summary>
        public static Dictionary<string, object> Presets(CommandDeclaration command)
        {
            if (command.Release != null) return new Dictionary<string, object>(command.Release);
            var args = new Dictionary<string, object>();
            foreach (ArgField field in Of(command))
                if (field.Type != ArgType.Json || field.IsRequired || field.Preset != null) args[field.Name] = field.Preset;
            return args;
        }

        /// <summary>A number within the bounds; a whole one (long) where the type asks for it, else a double.</summary>
        public object Fit(double number)
        {
            double inside = Math.Min(Max ?? double.PositiveInfinity, Math.Max(Min ?? double.NegativeInfinity, number));
            return Type == ArgType.Integer ? (object)(long)Math.Floor(inside + 0.5) : inside;
        }

        private static ArgType TypeOf(Body schema)
        {
            string type = schema.Text("type");
            if (type == "string") return schema.Text("contentEncoding") == "base64" ? ArgType.File : ArgType.Text;
            return type == "number" ? ArgType.Number
                : type == "integer" ? ArgType.Integer
                : type == "boolean" ? ArgType.Boolean
                : ArgType.Json;
        }

        private static IReadOnlyList<object> OptionsOf(Body schema)
        {
            List<object> options = schema.ListOrNull("enum");
            if (options != null) return options;
            var found = new List<object>();
            foreach (object part in schema.ListOrNull("anyOf") ?? schema.ListOrNull("oneOf") ?? new List<object>())
            {
                if (!(part is Dictionary<string, object> map) || !map.ContainsKey("const")) return new object[0];
                found.Add(map["const"]);
            }
            return found;
        }

        private static int LengthOf(Body schema)
        {
            if (schema.Text("type") != "array") return 0;
            List<object> prefix = schema.ListOrNull("prefixItems");
            if (prefix != null)
            {
                foreach (object item in prefix) if (!IsNumeric(item)) return 0;
                return prefix.Count;
            }
            long length = schema.Whole("minItems", -1);
            return length >= 0 && length == schema.Whole("maxItems", -2) && IsNumeric(schema.Any("items")) ? (int)length : 0;
        }

        private static bool IsNumeric(object item)
        {
            string type = new Body(item as Dictionary<string, object>).Text("type");
            return type == "number" || type == "integer";
        }

        private static Body ItemOf(Body schema)
        {
            List<object> prefix = schema.ListOrNull("prefixItems");
            return prefix != null ? new Body(prefix[0] as Dictionary<string, object>) : schema.Inner("items");
        }

        private static double? Bound(Body schema, string inclusive, string exclusive)
        {
            double value = Body.NumberOf(schema.Any(inclusive) ?? schema.Any(exclusive), double.NaN);
            return Math.Abs(value) < Open ? value : (double?)null;
        }

        /// <summary>A hundredth or so of the range, as a round number; 1 for integers.</summary>
        private static double? StepOf(Body schema, double? min, double? max)
        {
            if (schema.Has("multipleOf")) return schema.Number("multipleOf");
            if (schema.Text("type") == "integer") return 1;
            if (min == null || max == null || max <= min) return null;
            double rough = (max.Value - min.Value) / 200;
            double power = Math.Pow(10, Math.Floor(Math.Log10(rough)));
            double digit = rough / power;
            return (digit < 2 ? 1 : digit < 5 ? 2 : 5) * power;
        }

        private object PresetOf(Body schema)
        {
            switch (Type)
            {
                case ArgType.Number:
                case ArgType.Integer: return Fit(0);
                case ArgType.Boolean: return false;
                case ArgType.Text:
                case ArgType.File: return "";
                case ArgType.Choice: return Options[0];
                case ArgType.List:
                    var list = new List<object>();
                    for (int i = 0; i < Length; i++) list.Add(Fit(0));
                    return list;
                default:
                    string type = schema.Text("type");
                    return type == "array" ? new List<object>() : type == "object" ? (object)new Dictionary<string, object>() : null;
            }
        }
    }
}

using System;
using System.Globalization;
using Worldport.Client;
using Worldport.Codegen;

namespace Worldport.Editor
{
    /// <summary>One arg of a command, and the value a person gives it.</summary>
    public sealed class FieldForm
    {
        /// <summary>Beyond it, a slider would have steps too coarse to be of use.</summary>
        private const double WidestSlider = 1e6;

        private object _value;

        internal FieldForm(ArgField field, object preset, string words, string inputKind)
        {
            Field = field;
            Words = words;
            Kind = KindOf(field, inputKind);
            _value = Kind == FieldKind.Json ? (preset == null ? "" : JsonText.Of(preset)) : preset;
        }

        /// <summary>What the schema says of it.</summary>
        public ArgField Field { get; }

        /// <summary>Description, range and default, for people.</summary>
        public string Words { get; }

        /// <summary>Which control it gets.</summary>
        public FieldKind Kind { get; }

        /// <summary>What is wrong with the value, in a sentence; "" when nothing is.</summary>
        public string Problem { get; private set; } = "";

        /// <summary>What the control shows: a number, bool, string or one of the options; the text for <see cref="FieldKind.Json"/>.</summary>
        public object Value
        {
            get { return _value; }
            set
            {
                _value = value;
                Check();
            }
        }

        /// <summary>The value as a number; 0 when it is none.</summary>
        public double Number => _value is double || _value is long ? Convert.ToDouble(_value, CultureInfo.InvariantCulture) : 0;

        /// <summary>Puts the arg into args. An empty text of <see cref="FieldKind.Json"/> leaves it out.</summary>
        internal void AddTo(CommandArgs args)
        {
            if (Kind != FieldKind.Json) args.Set(Field.Name, _value);
            else if ((string)_value != "") args.Set(Field.Name, JsonReader.Read((string)_value));
        }

        private void Check()
        {
            Problem = "";
            if (Kind != FieldKind.Json || (string)_value == "") return;
            try
            {
                JsonReader.Read((string)_value);
            }
            catch (FormatException error)
            {
                Problem = $"{Field.Name}: {error.Message}";
            }
        }

        private static FieldKind KindOf(ArgField field, string inputKind)
        {
            bool isBounded = Math.Abs(field.Min ?? double.MaxValue) <= WidestSlider && Math.Abs(field.Max ?? double.MaxValue) <= WidestSlider;
            switch (field.Type)
            {
                case ArgType.Number: return isBounded ? FieldKind.Slider : FieldKind.Number;
                case ArgType.Integer: return isBounded ? FieldKind.WholeSlider : FieldKind.Whole;
                case ArgType.Boolean: return FieldKind.Toggle;
                case ArgType.Choice: return FieldKind.Choice;
                case ArgType.Text: return inputKind == "color" ? FieldKind.Color : FieldKind.Text;
                case ArgType.File: return FieldKind.File;
                default: return FieldKind.Json;
            }
        }
    }
}

namespace Worldport.Editor
{
    /// <summary>Which control a field of a command gets.</summary>
    public enum FieldKind
    {
        /// <summary>A number with both ends.</summary>
        Slider,

        /// <summary>A number.</summary>
        Number,

        /// <summary>A whole number with both ends.</summary>
        WholeSlider,

        /// <summary>A whole number.</summary>
        Whole,

        /// <summary>true or false.</summary>
        Toggle,

        /// <summary>One of several values.</summary>
        Choice,

        /// <summary>A string.</summary>
        Text,

        /// <summary>A colour as #rrggbb.</summary>
        Color,

        /// <summary>The bytes of a file, as base64.</summary>
        File,

        /// <summary>Anything else, as JSON.</summary>
        Json,
    }
}

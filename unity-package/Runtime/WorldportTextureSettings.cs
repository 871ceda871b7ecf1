namespace Worldport
{
    /// <summary>Where the rows of a picture, whose first is the top, become Unity's, whose first is the bottom.</summary>
    public enum WorldportFlip
    {
        /// <summary>While they are copied: right with every shader, at 0.05 to 0.5 ms per frame.</summary>
        OnCopy,

        /// <summary>By the target: texture scale and offset, the uvRect, or the blit. Free, but many shader graphs ignore it.</summary>
        OnTarget,

        /// <summary>Not at all: the picture is upside down, for shaders that turn it over themselves.</summary>
        Never,
    }

    /// <summary>The texture property of a material that takes the picture.</summary>
    public enum WorldportProperty
    {
        /// <summary>The first that the material has of _BaseMap, _BaseColorMap, _UnlitColorMap and _MainTex.</summary>
        Automatic,

        /// <summary><c>_BaseMap</c>: the Universal Render Pipeline.</summary>
        BaseMap,

        /// <summary><c>_BaseColorMap</c>: the High Definition Render Pipeline.</summary>
        BaseColorMap,

        /// <summary><c>_MainTex</c>: the built-in pipeline, and sprites.</summary>
        MainTex,

        /// <summary>One named by hand.</summary>
        Custom,
    }
}

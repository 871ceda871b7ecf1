namespace Worldport.Client
{
    /// <summary>A named flow of frames, as the schema document declares it.</summary>
    public sealed class TrackDeclaration
    {
        internal TrackDeclaration(Body body)
        {
            Name = body.Text("name");
            IsIn = body.Text("direction") == "in";
            Width = (int)body.Whole("width");
            Height = (int)body.Whole("height");
            MaxWidth = (int)body.Whole("max_width", Width);
            MaxHeight = (int)body.Whole("max_height", Height);
            Fps = body.Number("fps");
            IsSrgb = body.Text("color_space", "srgb") == "srgb";
            IsTopDown = body.Text("row_order", "top_down") == "top_down";
            HasAlpha = body.Text("alpha", "opaque") != "opaque";
            IsCrisp = body.Text("scaling") == "crisp";
            Fields = body;
        }

        /// <summary>Its name.</summary>
        public string Name { get; }

        /// <summary>Whether frames go to the model (<c>in</c>); else they come from it (<c>out</c>).</summary>
        public bool IsIn { get; }

        /// <summary>Pixels.</summary>
        public int Width { get; }

        /// <summary>Pixels.</summary>
        public int Height { get; }

        /// <summary>Widest frame, in pixels.</summary>
        public int MaxWidth { get; }

        /// <summary>Highest frame, in pixels.</summary>
        public int MaxHeight { get; }

        /// <summary>Frames per second; 0 means as fast as the model computes.</summary>
        public double Fps { get; }

        /// <summary>Whether the values are sRGB; else they are data, and linear.</summary>
        public bool IsSrgb { get; }

        /// <summary>Whether row 0 is the top.</summary>
        public bool IsTopDown { get; }

        /// <summary>Whether alpha means something; else it is 255.</summary>
        public bool HasAlpha { get; }

        /// <summary>Whether enlarging should keep pixels sharp.</summary>
        public bool IsCrisp { get; }

        /// <summary>All fields as they came.</summary>
        public Body Fields { get; }
    }
}

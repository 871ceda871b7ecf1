using System.Collections.Generic;

namespace Worldport.Client
{
    /// <summary>A command, as the schema document declares it.</summary>
    public sealed class CommandDeclaration
    {
        internal CommandDeclaration(Body body)
        {
            Name = body.Text("name");
            Description = body.Text("description");
            string semantics = body.Text("semantics");
            Semantics = semantics == "held" ? Semantics.Held : semantics == "delta" ? Semantics.Delta : Semantics.Trigger;
            Args = body.Inner("args");
            Reply = body.MapOrNull("reply");
            Input = body.MapOrNull("input");
            Release = body.MapOrNull("release");
        }

        /// <summary>Its name on the wire.</summary>
        public string Name { get; }

        /// <summary>What it does, for people.</summary>
        public string Description { get; }

        /// <summary>How input reaches it.</summary>
        public Semantics Semantics { get; }

        /// <summary>JSON Schema of the args: <c>properties</c>, <c>required</c>.</summary>
        public Body Args { get; }

        /// <summary>JSON Schema of what it gives, or null when it gives nothing.</summary>
        public Dictionary<string, object> Reply { get; }

        /// <summary>What drives it: <c>kind</c>, <c>keys</c>, <c>gamepad</c> …; null without a hint.</summary>
        public Dictionary<string, object> Input { get; }

        /// <summary>Args it springs back to when its input is let go of; null when it keeps its value.</summary>
        public Dictionary<string, object> Release { get; }
    }

    /// <summary>How input reaches a command.</summary>
    public enum Semantics
    {
        /// <summary>An occurrence: each one is applied exactly once, in order.</summary>
        Trigger,

        /// <summary>A state: the newest value counts.</summary>
        Held,

        /// <summary>An amount: those not applied yet are added up and applied once.</summary>
        Delta,
    }

    /// <summary>A message of the model, as the schema document declares it.</summary>
    public sealed class MessageDeclaration
    {
        internal MessageDeclaration(Body body)
        {
            Name = body.Text("name");
            Description = body.Text("description");
            Data = body.Inner("data");
        }

        /// <summary>Its name on the wire.</summary>
        public string Name { get; }

        /// <summary>What it says, for people.</summary>
        public string Description { get; }

        /// <summary>JSON Schema of its fields.</summary>
        public Body Data { get; }
    }

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

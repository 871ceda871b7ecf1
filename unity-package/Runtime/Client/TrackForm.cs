namespace Worldport.Client
{
    /// <summary>The form in which this client gets a track.</summary>
    public sealed class TrackForm
    {
        internal TrackForm(Body body)
        {
            Format = body.Text("format", "rgba8");
            Width = (int)body.Whole("width");
            Height = (int)body.Whole("height");
            Fps = body.Number("fps");
        }

        /// <summary><c>rgba8</c> or <c>jpeg</c>.</summary>
        public string Format { get; }

        /// <summary>Pixels.</summary>
        public int Width { get; }

        /// <summary>Pixels.</summary>
        public int Height { get; }

        /// <summary>Frames per second; 0 means as fast as the model computes.</summary>
        public double Fps { get; }
    }
}

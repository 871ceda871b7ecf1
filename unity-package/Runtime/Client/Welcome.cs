using System.Collections.Generic;

namespace Worldport.Client
{
    /// <summary>What the server says when a session is there. The newest counts.</summary>
    public sealed class Welcome
    {
        internal Welcome(Body body, SchemaDocument schema)
        {
            Session = body.Text("session");
            Client = body.Text("client");
            Role = body.Text("role");
            Resume = body.Text("resume");
            Resumed = body.Flag("resumed");
            NextCommandId = body.Whole("next_command_id", 1);
            Epoch = body.Whole("epoch", 1);
            Body model = body.Inner("model");
            ModelId = model.Text("id");
            ModelVersion = model.Text("version");
            SchemaHash = body.Text("schema_hash");
            Schema = schema;
            Seed = body.Whole("seed");
            Limits = body.Inner("limits");
            var tracks = new Dictionary<string, TrackForm>();
            foreach (KeyValuePair<string, object> entry in body.Inner("tracks").Map)
                tracks[entry.Key] = new TrackForm(new Body(entry.Value as Dictionary<string, object>));
            Tracks = tracks;
        }

        /// <summary>Id of the session; empty when there is none yet.</summary>
        public string Session { get; }

        /// <summary>This client's id.</summary>
        public string Client { get; }

        /// <summary><c>driver</c>, <c>queued</c> or <c>spectator</c>.</summary>
        public string Role { get; }

        /// <summary>The resume token. A secret: who has it is this client.</summary>
        public string Resume { get; }

        /// <summary>Whether the client came back into the session it was in before.</summary>
        public bool Resumed { get; }

        /// <summary>Id of the next command.</summary>
        public long NextCommandId { get; }

        /// <summary>Epoch of the frames to come.</summary>
        public long Epoch { get; }

        /// <summary>Id of the model.</summary>
        public string ModelId { get; }

        /// <summary>Version of the model.</summary>
        public string ModelVersion { get; }

        /// <summary>Hash of the schema document.</summary>
        public string SchemaHash { get; }

        /// <summary>The schema document.</summary>
        public SchemaDocument Schema { get; }

        /// <summary>Seed of the session.</summary>
        public long Seed { get; }

        /// <summary>Limits the server tells, by their names in the protocol.</summary>
        public Body Limits { get; }

        /// <summary>What this client gets of each track, by name.</summary>
        public IReadOnlyDictionary<string, TrackForm> Tracks { get; }
    }

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

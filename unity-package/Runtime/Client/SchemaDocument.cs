using System;
using System.Collections.Generic;

namespace Worldport.Client
{
    /// <summary>A model's published contract: its tracks, commands and messages.</summary>
    public sealed class SchemaDocument
    {
        private SchemaDocument(Dictionary<string, object> map)
        {
            Map = map;
            var body = new Body(map);
            Hash = body.Text("hash");
            ShapeHash = body.Text("shape_hash");
            Body model = body.Inner("model");
            ModelId = model.Text("id");
            ModelVersion = model.Text("version");
            Title = model.Text("title", ModelId);
            Description = model.Text("description");
            var tracks = new List<TrackDeclaration>();
            foreach (Body item in Items(body, "tracks")) tracks.Add(new TrackDeclaration(item));
            Tracks = tracks;
            var commands = new List<CommandDeclaration>();
            foreach (Body item in Items(body, "commands")) commands.Add(new CommandDeclaration(item));
            Commands = commands;
            var messages = new List<MessageDeclaration>();
            foreach (Body item in Items(body, "messages")) messages.Add(new MessageDeclaration(item));
            Messages = messages;
        }

        /// <summary>Reads a decoded document, from JSON or MessagePack.</summary>
        /// <param name="map">Kept, not copied. Numbers are long or double.</param>
        /// <exception cref="FormatException">It is no schema document of version 1; the message says what is wrong.</exception>
        public static SchemaDocument Of(Dictionary<string, object> map)
        {
            if (map == null) throw new FormatException("A schema document is a map; there is none.");
            double version = new Body(map).Number("worldport");
            if (version != 1)
                throw new FormatException(
                    $"This is no schema document of version 1: its field worldport is {(version == 0 ? "missing" : version.ToString())}. Get one with: worldport schema <model>");
            return new SchemaDocument(map);
        }

        /// <summary>The document as it came.</summary>
        public Dictionary<string, object> Map { get; }

        /// <summary>Changes with every word of it.</summary>
        public string Hash { get; }

        /// <summary>Changes with names, types, ranges and tracks: two documents with the same one fit the same client.</summary>
        public string ShapeHash { get; }

        /// <summary>Id of the model.</summary>
        public string ModelId { get; }

        /// <summary>Version of the model.</summary>
        public string ModelVersion { get; }

        /// <summary>Name of the model for people.</summary>
        public string Title { get; }

        /// <summary>What the model is, for people.</summary>
        public string Description { get; }

        /// <summary>Its tracks, in and out.</summary>
        public IReadOnlyList<TrackDeclaration> Tracks { get; }

        /// <summary>Its commands.</summary>
        public IReadOnlyList<CommandDeclaration> Commands { get; }

        /// <summary>Its messages.</summary>
        public IReadOnlyList<MessageDeclaration> Messages { get; }

        /// <summary>The command of a name, or null.</summary>
        public CommandDeclaration Command(string name)
        {
            foreach (CommandDeclaration command in Commands) if (command.Name == name) return command;
            return null;
        }

        /// <summary>The track of a name, or null.</summary>
        public TrackDeclaration Track(string name)
        {
            foreach (TrackDeclaration track in Tracks) if (track.Name == name) return track;
            return null;
        }

        private static IEnumerable<Body> Items(Body body, string key)
        {
            foreach (object item in body.ListOrNull(key) ?? new List<object>())
                yield return new Body(item as Dictionary<string, object>);
        }
    }
}

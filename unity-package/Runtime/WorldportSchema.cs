using System;
using System.Collections.Generic;
using UnityEngine;
using Worldport.Client;

namespace Worldport
{
    /// <summary>A model's schema document as an asset: what drop-downs offer, and what the running model is compared with.</summary>
    public sealed class WorldportSchema : ScriptableObject
    {
        [SerializeField]
        [HideInInspector]
        private string _json = "";

        private SchemaDocument _document;

        // What is worked out from the text must not outlive a script reload by itself.
        [NonSerialized]
        private string _read;

        [NonSerialized]
        private string _problem = "";

        /// <summary>The document's text, as <c>worldport schema</c> prints it and <c>GET /schema</c> gives it.</summary>
        public string Json => _json;

        /// <summary>The document; null when the text can't be read, see <see cref="Problem"/>.</summary>
        public SchemaDocument Document
        {
            get
            {
                Read();
                return _document;
            }
        }

        /// <summary>Why the text can't be read, in a sentence; "" when it can.</summary>
        public string Problem
        {
            get
            {
                Read();
                return _problem;
            }
        }

        /// <summary>Hash of the whole document; "" when it can't be read.</summary>
        public string Hash => Document?.Hash ?? "";

        /// <summary>Hash of names, types, ranges and tracks; "" when it can't be read.</summary>
        public string ShapeHash => Document?.ShapeHash ?? "";

        /// <summary>The commands; empty when the document can't be read.</summary>
        public IReadOnlyList<CommandDeclaration> Commands => Document?.Commands ?? new CommandDeclaration[0];

        /// <summary>The tracks; empty when the document can't be read.</summary>
        public IReadOnlyList<TrackDeclaration> Tracks => Document?.Tracks ?? new TrackDeclaration[0];

        /// <summary>The args of a command, in the author's order; empty when there is no such command.</summary>
        public IReadOnlyList<ArgField> FieldsOf(string command)
        {
            CommandDeclaration declaration = Document?.Command(command);
            return declaration == null ? new ArgField[0] : ArgField.Of(declaration);
        }

        /// <summary>Makes an asset in memory.</summary>
        /// <param name="json">The document's text. One that can't be read is told by <see cref="Problem"/>.</param>
        public static WorldportSchema Create(string json)
        {
            WorldportSchema schema = CreateInstance<WorldportSchema>();
            schema.SetJson(json);
            return schema;
        }

        /// <summary>Replaces the document's text.</summary>
        public void SetJson(string json) => _json = json ?? "";

        /// <summary>How a running model differs from this document, in words; "" when a game made for this one fits it.</summary>
        public string DifferenceFrom(SchemaDocument live)
        {
            if (Document == null) return _problem;
            return _document.ShapeHash == live.ShapeHash ? "" : SchemaDifference.InWords(_document, live);
        }

        private void Read()
        {
            if (ReferenceEquals(_read, _json)) return;
            _read = _json;
            _document = null;
            _problem = "";
            try
            {
                _document = SchemaDocument.Of(JsonReader.Read(_json) as Dictionary<string, object>);
            }
            catch (FormatException error)
            {
                _problem = error.Message;
            }
        }
    }
}

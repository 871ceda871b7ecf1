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
}

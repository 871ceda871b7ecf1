using System.Collections.Generic;

namespace Worldport.Client
{
    /// <summary>A declared, typed word that the model sent unasked.</summary>
    public sealed class ModelMessage
    {
        internal ModelMessage(Body body)
        {
            Name = body.Text("name");
            Data = body.Inner("data").Map;
        }

        /// <summary>Its name in the schema document.</summary>
        public string Name { get; }

        /// <summary>Its fields.</summary>
        public Dictionary<string, object> Data { get; }
    }
}

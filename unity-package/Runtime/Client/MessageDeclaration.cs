namespace Worldport.Client
{
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
}

namespace Worldport.Client
{
    /// <summary>Something the server refused, or why the session ended.</summary>
    public sealed class ServerError
    {
        internal ServerError(Body body)
        {
            Code = body.Text("code");
            Message = body.Text("message");
            About = body.Text("about");
        }

        /// <summary>A code of the protocol.</summary>
        public string Code { get; }

        /// <summary>A sentence for people.</summary>
        public string Message { get; }

        /// <summary>The message type or name it is about; "" for none.</summary>
        public string About { get; }
    }
}

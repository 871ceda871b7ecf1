namespace Worldport.Client
{
    /// <summary>The way to the server, whichever connection that is at the moment.</summary>
    internal interface IOutgoing
    {
        /// <summary>
        /// Begins a message of a type, whose body is to be written next, into <see cref="Sender.Writer"/>. The caller holds
        /// the way out until <see cref="Sender.End"/>. Null when no link is open.
        /// </summary>
        Sender Begin(string type);
    }
}

namespace Worldport
{
    /// <summary>What a session's component wants to be.</summary>
    public enum WorldportRole
    {
        /// <summary>Its commands count. While another client drives, it waits in the queue and looks on.</summary>
        Driver,

        /// <summary>Looks on; its commands do not count.</summary>
        Spectator,
    }
}

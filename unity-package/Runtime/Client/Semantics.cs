namespace Worldport.Client
{
    /// <summary>How input reaches a command.</summary>
    public enum Semantics
    {
        /// <summary>An occurrence: each one is applied exactly once, in order.</summary>
        Trigger,

        /// <summary>A state: the newest value counts.</summary>
        Held,

        /// <summary>An amount: those not applied yet are added up and applied once.</summary>
        Delta,
    }
}

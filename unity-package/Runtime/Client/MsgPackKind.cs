namespace Worldport.Client
{
    /// <summary>What the next MessagePack value is.</summary>
    public enum MsgPackKind
    {
        /// <summary>Nothing.</summary>
        Nil,

        /// <summary>true or false.</summary>
        Boolean,

        /// <summary>A whole number in an integer encoding.</summary>
        Integer,

        /// <summary>A number in a float encoding; it may be whole.</summary>
        Float,

        /// <summary>A string.</summary>
        Text,

        /// <summary>Bytes.</summary>
        Binary,

        /// <summary>A list.</summary>
        Array,

        /// <summary>A map; its keys are strings.</summary>
        Map,
    }
}

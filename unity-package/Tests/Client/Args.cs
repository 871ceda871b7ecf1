using System.Collections.Generic;

namespace Worldport.Client.Tests
{
    /// <summary>Args for a command, in one line.</summary>
    internal static class Args
    {
        public static Dictionary<string, object> Of(string name, object value) => new Dictionary<string, object> { { name, value } };

        public static Dictionary<string, object> Of(string name, object value, string other, object otherValue) =>
            new Dictionary<string, object> { { name, value }, { other, otherValue } };
    }
}

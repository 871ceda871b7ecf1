using System.Collections.Generic;

namespace Worldport.Codegen
{
    /// <summary>Names given out in one scope: the second of the same gets `_2`.</summary>
    public sealed class NameScope
    {
        private readonly HashSet<string> _taken;

        /// <summary>None of the reserved names is given out.</summary>
        public NameScope(params string[] reserved)
        {
            _taken = new HashSet<string>(reserved);
        }

        /// <summary>Gives the wanted name, or the next that is free.</summary>
        public string Take(string wanted)
        {
            string name = wanted;
            for (int count = 2; _taken.Contains(name); count++) name = $"{wanted}_{count}";
            _taken.Add(name);
            return name;
        }
    }
}

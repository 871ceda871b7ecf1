using System.Collections.Generic;

namespace Worldport.Codegen
{
    /// <summary>A whole number ≥ 0 of any size: as much arithmetic as writing a double exactly needs.</summary>
    internal sealed class Natural
    {
        /// <summary>32 bits each, the lowest first; the last one is not 0.</summary>
        private readonly List<uint> _parts = new List<uint>();

        public Natural(ulong value)
        {
            for (; value > 0; value >>= 32) _parts.Add((uint)value);
        }

        public Natural Times(uint factor)
        {
            ulong carried = 0;
            for (int i = 0; i < _parts.Count; i++)
            {
                carried += (ulong)_parts[i] * factor;
                _parts[i] = (uint)carried;
                carried >>= 32;
            }
            if (carried > 0) _parts.Add((uint)carried);
            return this;
        }

        public Natural TimesPower(uint factor, int exponent)
        {
            for (int i = 0; i < exponent; i++) Times(factor);
            return this;
        }

        /// <summary>The sign of this + <paramref name="more"/> − <paramref name="other"/>.</summary>
        public int Compare(Natural other, Natural more = null)
        {
            Natural sum = this;
            if (more != null)
            {
                sum = new Natural(0);
                ulong carried = 0;
                for (int i = 0; i < _parts.Count || i < more._parts.Count || carried > 0; i++)
                {
                    carried += (ulong)Part(i) + more.Part(i);
                    sum._parts.Add((uint)carried);
                    carried >>= 32;
                }
            }
            if (sum._parts.Count != other._parts.Count) return sum._parts.Count.CompareTo(other._parts.Count);
            for (int i = sum._parts.Count - 1; i >= 0; i--)
                if (sum._parts[i] != other._parts[i]) return sum._parts[i].CompareTo(other._parts[i]);
            return 0;
        }

        /// <summary>Takes away <paramref name="divisor"/> as often as it goes in, and gives how often that was.</summary>
        public int Divide(Natural divisor)
        {
            int count = 0;
            for (; Compare(divisor) >= 0; count++)
            {
                long borrowed = 0;
                for (int i = 0; i < _parts.Count; i++)
                {
                    borrowed += (long)_parts[i] - divisor.Part(i);
                    _parts[i] = (uint)borrowed;
                    borrowed >>= 32;
                }
                while (_parts.Count > 0 && _parts[_parts.Count - 1] == 0) _parts.RemoveAt(_parts.Count - 1);
            }
            return count;
        }

        private uint Part(int i) => i < _parts.Count ? _parts[i] : 0;
    }
}

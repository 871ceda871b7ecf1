using System;

namespace Worldport.Client
{
    /// <summary>The sum of a delta command's amounts since the last flush. Its fields stay, so that summing makes nothing.</summary>
    internal sealed class DeltaSum
    {
        private string[] _fields = new string[2];
        private double[] _sums = new double[2];

        public DeltaSum(string name)
        {
            Name = name;
        }

        public string Name { get; }

        public int Count { get; private set; }

        public long InputUs { get; private set; }

        /// <summary>Adds to a field; <paramref name="inputUs"/> counts if it is the first since the last flush.</summary>
        public void Add(string field, double amount, long inputUs)
        {
            if (double.IsNaN(amount) || double.IsInfinity(amount))
                throw new ArgumentException($"{Name}.{field} is {amount}; numbers are finite.", nameof(amount));
            if (Count == 0) InputUs = inputUs;
            int at = Array.IndexOf(_fields, field, 0, Count);
            if (at < 0)
            {
                at = Count++;
                if (at == _fields.Length)
                {
                    Array.Resize(ref _fields, at * 2);
                    Array.Resize(ref _sums, at * 2);
                }
                _fields[at] = field;
                _sums[at] = 0;
            }
            _sums[at] += amount;
        }

        public void Clear() => Count = 0;

        public void WriteTo(MsgPackWriter writer)
        {
            writer.WriteMapHead(Count);
            for (int i = 0; i < Count; i++)
            {
                writer.Write(_fields[i]);
                writer.Write(_sums[i]);
            }
        }
    }
}

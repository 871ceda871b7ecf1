using System;

namespace Worldport.Client
{
    /// <summary>The last values of one quantity. Not thread-safe; makes nothing after its construction.</summary>
    public sealed class Samples
    {
        private readonly double[] _values;
        private readonly double[] _sorted;
        private long _added;

        /// <summary>Keeps the last <paramref name="size"/> values.</summary>
        public Samples(int size)
        {
            _values = new double[size];
            _sorted = new double[size];
        }

        /// <summary>How many values there are.</summary>
        public int Count => (int)Math.Min(_added, _values.Length);

        /// <summary>Takes a value, and forgets the oldest.</summary>
        public void Add(double value) => _values[_added++ % _values.Length] = value;

        /// <summary>Forgets all values.</summary>
        public void Clear() => _added = 0;

        /// <summary>The value that the share <paramref name="part"/> (0 to 1) of the values does not exceed (nearest rank); NaN for none.</summary>
        public double Percentile(double part)
        {
            int count = Count;
            if (count == 0) return double.NaN;
            Array.Copy(_values, _sorted, count);
            Array.Sort(_sorted, 0, count);
            return _sorted[Math.Min(count - 1, Math.Max(0, (int)Math.Ceiling(part * count) - 1))];
        }

        /// <summary>How many of the newest values add up to at most <paramref name="limit"/>, and their sum; at least one if there is one.</summary>
        public int CountWithin(double limit, out double sum)
        {
            sum = 0;
            int count = 0;
            for (long i = _added - 1; i >= 0 && i >= _added - _values.Length; i--)
            {
                if (sum > limit) break;
                sum += _values[i % _values.Length];
                count++;
            }
            return count;
        }
    }
}

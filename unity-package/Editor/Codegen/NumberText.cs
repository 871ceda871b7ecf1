using System;
using System.Globalization;
using System.Text;

namespace Worldport.Codegen
{
    /// <summary>
    /// Numbers as JavaScript writes them: the fewest digits that read back the same, and no culture. .NET's own texts
    /// differ between runtimes, so the digits are computed (Burger and Dybvig, "Printing floating-point numbers quickly
    /// and accurately").
    /// </summary>
    public static class NumberText
    {
        private const long Hidden = 1L << 52;

        /// <summary>Gives the text of a finite number.</summary>
        public static string Of(double number)
        {
            if (number == 0) return "0"; // The negative zero as well.
            long bits = BitConverter.DoubleToInt64Bits(number);
            int power = (int)((bits >> 52) & 0x7ff);
            long fraction = bits & (Hidden - 1);
            if (power == 0x7ff) throw new ArgumentException($"{number} is not finite.", nameof(number));
            string digits = power == 0
                ? Digits(Math.Abs(number), fraction, -1074, false, out int point)
                : Digits(Math.Abs(number), fraction | Hidden, power - 1075, fraction == 0 && power > 1, out point);
            return (number < 0 ? "-" : "") + Placed(digits, point);
        }

        /// <summary>Digits of whole × 2^exponent, and where the point stands.</summary>
        /// <param name="value">The same, for an estimate.</param>
        /// <param name="whole">All its bits.</param>
        /// <param name="exponent">Power of two of the lowest bit.</param>
        /// <param name="isUneven">Whether the next number below is half as far as the one above.</param>
        /// <param name="point">Digits in front of the point.</param>
        private static string Digits(double value, long whole, int exponent, bool isUneven, out int point)
        {
            int extra = isUneven ? 2 : 1;
            // value = rest / unit; numbers within `below` and `above` of it read back as it.
            Natural rest = new Natural((ulong)whole).TimesPower(2, Math.Max(exponent, 0) + extra);
            Natural unit = new Natural(1).TimesPower(2, Math.Max(-exponent, 0) + extra);
            Natural below = new Natural(1).TimesPower(2, Math.Max(exponent, 0));
            Natural above = new Natural(1).TimesPower(2, Math.Max(exponent, 0) + extra - 1);
            int boundary = whole % 2 == 0 ? 0 : 1; // Halves are read as the even neighbour.
            point = (int)Math.Ceiling(Math.Log10(value) - 1e-10);
            unit.TimesPower(10, Math.Max(point, 0));
            foreach (Natural one in new[] { rest, below, above }) one.TimesPower(10, Math.Max(-point, 0));
            if (rest.Compare(unit, above) >= boundary) point++;
            else foreach (Natural one in new[] { rest, below, above }) one.Times(10);
            var digits = new StringBuilder();
            while (true)
            {
                int digit = rest.Divide(unit);
                bool isLow = rest.Compare(below) <= -boundary;
                bool isHigh = rest.Compare(unit, above) >= boundary;
                if (isLow || isHigh)
                {
                    int half = rest.Compare(unit, rest);
                    bool isUp = isHigh && (!isLow || half > 0 || half == 0 && digit % 2 == 1);
                    return digits.Append((char)('0' + digit + (isUp ? 1 : 0))).ToString();
                }
                digits.Append((char)('0' + digit));
                foreach (Natural one in new[] { rest, below, above }) one.Times(10);
            }
        }

        /// <summary>Puts the point behind so many digits: ECMA-262, Number::toString.</summary>
        private static string Placed(string digits, int point)
        {
            int count = digits.Length;
            if (count <= point && point <= 21) return digits + new string('0', point - count);
            if (0 < point && point <= 21) return digits.Substring(0, point) + "." + digits.Substring(point);
            if (-6 < point && point <= 0) return "0." + new string('0', -point) + digits;
            var text = new StringBuilder(digits.Substring(0, 1));
            if (count > 1) text.Append('.').Append(digits, 1, count - 1);
            int power = point - 1;
            text.Append('e').Append(power < 0 ? '-' : '+');
            return text.Append(Math.Abs(power).ToString(CultureInfo.InvariantCulture)).ToString();
        }
    }
}

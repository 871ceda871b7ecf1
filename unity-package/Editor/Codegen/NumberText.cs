using System;
using System.Globalization;
using System.Text;

namespace Worldport.Codegen
{
    /// <summary>
    /// Numbers as JavaScript writes them: the fewest digits that read back the same, and no culture. .NET's own
    /// shortest form differs between runtimes and puts exponents elsewhere.
    /// </summary>
    public static class NumberText
    {
        /// <summary>Gives the text of a finite number.</summary>
        public static string Of(double number)
        {
            if (number == 0) return "0"; // The negative zero as well.
            string digits = "";
            int exponent = 0;
            for (int count = 1; count <= 17; count++)
            {
                string text = number.ToString("E" + (count - 1), CultureInfo.InvariantCulture);
                if (count < 17 && double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture) != number) continue;
                int mark = text.IndexOf('E');
                digits = text.Substring(0, mark).Replace(".", "").Replace("-", "").TrimEnd('0');
                exponent = int.Parse(text.Substring(mark + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
                break;
            }
            return (number < 0 ? "-" : "") + Placed(digits, exponent + 1);
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
            return text.Append('e').Append(power < 0 ? '-' : '+').Append(Math.Abs(power).ToString(CultureInfo.InvariantCulture)).ToString();
        }
    }
}

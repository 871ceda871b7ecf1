using System.Collections.Generic;
using System.Linq;

namespace Worldport.Editor
{
    /// <summary>What a self-test found: a line each, to be read and to be sent along with a question.</summary>
    public sealed class SelfTestReport
    {
        private readonly List<string> _lines = new List<string>();

        /// <summary>How many things do not work.</summary>
        public int Failures { get; private set; }

        /// <summary>How many things may surprise.</summary>
        public int Warnings { get; private set; }

        /// <summary>The lines, in the order they were found.</summary>
        public IReadOnlyList<string> Lines => _lines;

        /// <summary>How something is.</summary>
        public void Say(string what, object how) => _lines.Add($"      {what}: {how}");

        /// <summary>Something works.</summary>
        public void Pass(string what) => _lines.Add($"ok    {what}");

        /// <summary>Something may surprise; the sentence says what to do.</summary>
        public void Warn(string sentence)
        {
            Warnings++;
            _lines.Add($"look  {sentence}");
        }

        /// <summary>Something does not work; the sentence says what to do.</summary>
        public void Fail(string sentence)
        {
            Failures++;
            _lines.Add($"FAIL  {sentence}");
        }

        /// <summary>Passes or fails.</summary>
        public void Check(bool isSo, string what, string otherwise)
        {
            if (isSo) Pass(what);
            else Fail(otherwise);
        }

        /// <inheritdoc/>
        public override string ToString()
        {
            string result = Failures > 0 ? $"{Failures} of the checks failed" : Warnings > 0 ? $"works, with {Warnings} things to look at" : "all is well";
            return string.Join("\n", new[] { $"[Worldport] Self-test: {result}." }.Concat(_lines));
        }
    }
}

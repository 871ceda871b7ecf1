using System;
using System.Collections.Generic;
using System.Linq;
using NUnit.Framework;

namespace Worldport.Client.Tests
{
    [TestFixture]
    public class JsonReaderTests
    {
        [TestCase("null", null)]
        [TestCase(" true ", true)]
        [TestCase("false", false)]
        [TestCase("-0.5e2", -50.0)]
        [TestCase("1E+3", 1000.0)]
        [TestCase("\"a\\n\\u00e9\\ud83d\\ude00\\/\\\"\"", "a\né😀/\"")]
        public void Reads_values(string text, object value)
        {
            Assert.AreEqual(value, JsonReader.Read(text));
        }

        [Test]
        public void Keeps_the_order_of_keys_as_JavaScript_has_it()
        {
            var map = (Dictionary<string, object>)JsonReader.Read("{\"b\":1,\"10\":2,\"a\":3,\"9\":4,\"b\":5,\"01\":6}");
            CollectionAssert.AreEqual(new[] { "9", "10", "b", "a", "01" }, map.Keys.ToArray());
            Assert.AreEqual(5.0, map["b"]);
        }

        [Test]
        public void Passes_over_a_byte_order_mark()
        {
            CollectionAssert.AreEqual(new object[] { 1.0, "x" }, (List<object>)JsonReader.Read("\ufeff[1, \"x\"]"));
        }

        [TestCase("", "ends where a value is expected")]
        [TestCase("{\"a\":1,}", "line 1, column 8")]
        [TestCase("[1\n,\n\n  x]", "'x' (line 4, column 3)")]
        [TestCase("[1 2]", "a comma or ]")]
        [TestCase("{\"a\" 1}", "a colon")]
        [TestCase("{a: 1}", "a string in quotes")]
        [TestCase("\"open", "a string has no end")]
        [TestCase("\"\\x\"", "means nothing")]
        [TestCase("\"\\u12\"", "four hexadecimal digits")]
        [TestCase("\"\n\"", "control character")]
        [TestCase("01", "does not begin with 0")]
        [TestCase("1.", "a digit")]
        [TestCase("1e999", "beyond what a number can hold")]
        [TestCase("1 1", "goes on behind the value")]
        [TestCase("nul", "'n'")]
        public void Says_what_is_wrong_and_where(string text, string sentence)
        {
            var error = Assert.Throws<FormatException>(() => JsonReader.Read(text));
            StringAssert.Contains(sentence, error.Message);
        }

        [Test]
        public void Refuses_what_is_nested_without_end()
        {
            var error = Assert.Throws<FormatException>(() => JsonReader.Read(new string('[', 100000)));
            StringAssert.Contains("64 maps and lists", error.Message);
        }
    }
}

using NUnit.Framework;
using Worldport.Codegen;

namespace Worldport.Editor.Tests
{
    [TestFixture]
    public class CodegenTests
    {
        [TestCase(0.1, "0.1")]
        [TestCase(-0.0, "0")]
        [TestCase(1e21, "1e+21")]
        [TestCase(1e-7, "1e-7")]
        [TestCase(123456.789, "123456.789")]
        [TestCase(5e-324, "5e-324")]
        [TestCase(-1.7976931348623157e308, "-1.7976931348623157e+308")]
        public void Numbers_are_written_as_JavaScript_writes_them(double number, string text)
        {
            Assert.AreEqual(text, NumberText.Of(number));
        }
    }
}

using NUnit.Framework;
using Worldport.Codegen;

namespace Worldport.Editor.Tests
{
    [TestFixture]
    public class CodegenTests
    {
        [Test]
        public void A_client_has_methods_enums_and_the_shapes_hash()
        {
            string text = CSharpEmitter.Emit(TestDocument.Map);
            StringAssert.StartsWith("// Generated from toy-box.worldport sha256:aa. Do not edit.\nnamespace Worldport.Models.ToyBox\n", text);
            StringAssert.Contains("public const string ShapeHash = \"sha256:bb\";", text);
            StringAssert.Contains(
                "public void SetLight(double level = 0.3, string tint = \"#2080ff\", bool on = true, SetLightMode mode = SetLightMode.Stripes) =>",
                text);
            StringAssert.Contains(
                "public Task ThrowBallAsync(double power, int count = 1, Dictionary<string, object>[] path = null) =>",
                text);
            Assert.AreEqual("ToyBoxModel.cs", CSharpEmitter.FileName(TestDocument.Map));
        }

        [Test]
        public void The_same_document_always_gives_the_same_text()
        {
            Assert.AreEqual(CSharpEmitter.Emit(TestDocument.Map), CSharpEmitter.Emit(TestDocument.Map));
        }

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

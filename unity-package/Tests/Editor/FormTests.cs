using System.Linq;
using NUnit.Framework;

namespace Worldport.Editor.Tests
{
    [TestFixture]
    public class FormTests
    {
        private static CommandForm FormOf(string command) => new CommandForm(TestDocument.Document.Command(command));

        [Test]
        public void Every_kind_of_arg_gets_its_control()
        {
            CollectionAssert.AreEqual(
                new[] { FieldKind.Slider, FieldKind.Color, FieldKind.Toggle, FieldKind.Choice },
                FormOf("set_light").Fields.Select(field => field.Kind).ToArray());
            CollectionAssert.AreEqual(
                new[] { FieldKind.Number, FieldKind.WholeSlider, FieldKind.Json },
                FormOf("throw_ball").Fields.Select(field => field.Kind).ToArray());
        }

        [Test]
        public void A_form_begins_with_the_defaults_and_gives_what_is_filled_in()
        {
            CommandForm form = FormOf("set_light");
            Assert.IsTrue(form.SendsChanges);
            Assert.AreEqual(0.3, form.Args()["level"]);
            form.Fields[0].Value = 1.5;
            form.Fields[3].Value = "plain";
            Assert.AreEqual(1.5, form.Args()["level"]);
            Assert.AreEqual("plain", form.Args()["mode"]);
            Assert.AreEqual("#2080ff", form.Args()["tint"]);
            Assert.AreEqual(true, form.Args()["on"]);
        }

        [Test]
        public void A_trigger_waits_for_its_button()
        {
            Assert.IsFalse(FormOf("throw_ball").SendsChanges);
        }

        [Test]
        public void Args_that_only_JSON_can_say_are_left_out_while_empty_and_checked_when_not()
        {
            CommandForm form = FormOf("throw_ball");
            FieldForm path = form.Fields[2];
            path.Value = "";
            Assert.IsFalse(form.Args().ContainsKey("path"));
            path.Value = "[{\"x\": 1}]";
            Assert.AreEqual("", form.Problem);
            Assert.IsTrue(form.Args().ContainsKey("path"));
            path.Value = "[{x: 1}]";
            StringAssert.StartsWith("path: This is no JSON", form.Problem);
        }

        [Test]
        public void Words_say_range_and_default()
        {
            Assert.AreEqual("0 … 2. Default 0.3.", FormOf("set_light").Fields[0].Words);
        }
    }
}

using System.Collections.Generic;
using NUnit.Framework;
using UnityEngine;
using UnityEngine.UI;
using Worldport.Client;

namespace Worldport.Components.Tests
{
    /// <summary>Keys as a list, the wheel, and kinds that only a newer server knows.</summary>
    public partial class BindingsTests
    {
        [Test]
        public void Keys_of_the_hint_are_a_list_of_those_that_are_down_and_no_other_key_is_read()
        {
            using (var fingers = new Fingers())
            using (Scene scene = Bound(out WorldportBindings bindings))
            {
                fingers.Press("KeyP");
                fingers.Press("KeyG");
                fingers.Press("KeyT");
                scene.Until(() => Down(scene) == "KeyT KeyG", "two keys");
                fingers.Release("KeyT");
                scene.Until(() => Down(scene) == "KeyG", "one key");
                scene.Loop.Focus(false);
                scene.Until(() => Down(scene) == "", "no key without focus");
                scene.Loop.Focus(true);
                scene.Until(() => Down(scene) == "KeyG", "the key that was held all along");
                bindings.enabled = false;
                scene.Until(() => Down(scene) == "", "no key by disabling");
                Scene.IsQuiet();
            }
        }

        [Test]
        public void The_wheel_counts_in_notches_while_the_mouse_is_on_the_picture()
        {
            using (var fingers = new Fingers())
            using (Scene scene = Bound(out WorldportBindings bindings))
            {
                RawImage image = scene.Add<RawImage>();
                image.rectTransform.position = new Vector3(200, 100, 0);
                image.rectTransform.rect = new Rect(0, 0, 400, 200);
                bindings.Picture = scene.Add<WorldportTexture>(made => made.RawImage = image);
                fingers.Point(300, 150);
                fingers.Spin(2);
                scene.Tick();
                fingers.Spin(-0.5f);
                scene.Tick();
                fingers.Rest();
                scene.Until(() => scene.Reached().Number("notches") == 1.5, "the notches");
                fingers.Point(700, 500);
                fingers.Spin(3);
                scene.Tick();
                fingers.Rest();
                scene.Ticks(3);
                Assert.AreEqual(1.5, scene.Reached().Number("notches"), "a wheel beside the picture is not the model's");
            }
        }

        [Test]
        public void Whole_numbers_take_whole_parts_of_an_amount_and_keep_the_rest()
        {
            using (var fingers = new Fingers())
            using (Scene scene = Bound(out WorldportBindings bindings))
            {
                fingers.Point(640, 360);
                for (int i = 0; i < 6; i++)
                {
                    fingers.Spin(0.25f);
                    scene.Tick();
                }
                fingers.Rest();
                scene.Until(() => scene.Reached().Number("notches") == 1.5, "the notches");
                Assert.AreEqual(1, scene.Reached().Number("clicks"));
                fingers.Spin(-2);
                scene.Tick();
                fingers.Rest();
                scene.Until(() => scene.Reached().Number("notches") == -0.5, "the other way");
                Assert.AreEqual(0, scene.Reached().Number("clicks"), "1.5 - 2 leaves -0.5, which is no whole one yet");
                Scene.IsQuiet();
            }
        }

        [Test]
        public void A_kind_that_only_a_newer_server_knows_drives_nothing()
        {
            Assert.AreEqual(1, DefaultBindings.Of(Of("toggle").Commands).Count);
            Assert.IsEmpty(DefaultBindings.Of(Of("lever").Commands));
        }

        private static SchemaDocument Of(string kind) => SchemaDocument.Of((Dictionary<string, object>)JsonReader.Read(
            "{\"worldport\":1,\"commands\":[{\"name\":\"it\",\"semantics\":\"held\",\"args\":{\"properties\":{\"on\":{\"type\":\"boolean\"}}}," +
            "\"input\":{\"kind\":\"" + kind + "\",\"keys\":[\"KeyM\"]}}]}"));

        private static string Down(Scene scene)
        {
            List<object> keys = scene.Reached().ListOrNull("keys");
            return string.Join(" ", keys.ConvertAll(key => (string)key).ToArray());
        }
    }
}

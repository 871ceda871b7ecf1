using NUnit.Framework;
using UnityEngine;

namespace Worldport.Components.Tests
{
    [TestFixture]
    public class OverlayTests
    {
        [Test]
        public void The_way_of_a_picture_is_shown_in_stages()
        {
            using (var fingers = new Fingers())
            using (Scene scene = Scene.Driving())
            {
                WorldportOverlay overlay = scene.Add<WorldportOverlay>();
                scene.Add<WorldportTexture>();
                scene.Add<WorldportBindings>();
                fingers.Press("KeyW");
                scene.Until(() =>
                {
                    scene.Loop.DrawGui();
                    return !overlay.Text.Contains("–") && overlay.Text.Contains("frames/s");
                }, "figures for every stage");
                StringAssert.StartsWith("Worldport: streaming\n", overlay.Text);
                foreach (string stage in new[] { "input → applied", "sent → received", "received → uploaded", "input → shown" })
                    StringAssert.Contains(stage, overlay.Text);
                Assert.AreEqual(overlay.Text, GUI.LastText);
                Scene.IsQuiet();
            }
        }

        [Test]
        public void Figures_stand_in_columns_by_a_font_that_goes_with_the_component()
        {
            using (var scene = new Scene())
            {
                int alive = Font.Alive;
                WorldportOverlay overlay = scene.Add<WorldportOverlay>();
                for (int i = 0; i < 3; i++) scene.Loop.DrawGui();
                Assert.IsNotNull(GUI.LastFont);
                Assert.AreEqual(alive + 1, Font.Alive);
                Assert.IsFalse(overlay.useGUILayout, "a layout that nobody needs costs memory");
                overlay.enabled = false;
                scene.Tick();
                Assert.AreEqual(alive, Font.Alive);
                overlay.enabled = true;
                scene.Loop.DrawGui();
                Assert.IsTrue(GUI.LastFont != null, "another one");
            }
        }

        [Test]
        public void Without_a_session_it_says_so()
        {
            using (var scene = new Scene())
            {
                WorldportOverlay overlay = scene.Add<WorldportOverlay>();
                scene.Loop.DrawGui();
                Assert.AreEqual("Worldport: there is no session", overlay.Text);
            }
        }
    }
}

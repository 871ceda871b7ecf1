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

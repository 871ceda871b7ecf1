using System;
using System.Collections.Generic;
using NUnit.Framework;
using UnityEngine;
using UnityEngine.InputSystem;
using UnityEngine.UI;
using Worldport.Client;
using Worldport.Client.Tests;

namespace Worldport.Components.Tests
{
    [TestFixture]
    public partial class BindingsTests
    {
        [Test]
        public void A_key_is_a_command_is_a_frame()
        {
            using (var fingers = new Fingers())
            using (Scene scene = Bound(out WorldportBindings bindings))
            {
                Texture2D texture = Picture(scene);
                fingers.Press("KeyD");
                scene.Until(() => TopLeft(texture, 0) == 200, "x = 1 in the picture");
                fingers.Press("ArrowDown");
                scene.Until(() => TopLeft(texture, 1) == 0, "y = -1 in the picture");
                fingers.Release("KeyD");
                fingers.Release("ArrowDown");
                scene.Until(() => TopLeft(texture, 0) == 100 && TopLeft(texture, 1) == 100, "rest in the picture");
                scene.Session.Client.Statistics.TryGet(LatencyStage.InputShown, out double p50, out double p95);
                Assert.Greater(p50, 0, "the way from the key to the screen is measured");
                Scene.IsQuiet();
            }
        }

        [Test]
        public void A_button_triggers_once_per_press()
        {
            using (var fingers = new Fingers())
            using (Scene scene = Bound(out WorldportBindings bindings))
            {
                for (int i = 0; i < 3; i++)
                {
                    fingers.Press("Space");
                    scene.Ticks(5);
                    fingers.Release("Space");
                    scene.Ticks(2);
                }
                Assert.AreEqual(3, scene.Reached().Whole("shots"));
            }
        }

        [Test]
        public void A_tap_within_a_tick_counts()
        {
            using (var fingers = new Fingers())
            using (Scene scene = Bound(out WorldportBindings bindings))
            {
                fingers.Tap("Space");
                scene.Tick();
                fingers.Rest();
                Assert.AreEqual(1, scene.Reached().Whole("shots"));
                bindings.Bindings.Add(new WorldportBinding { Command = "shoot", Input = WorldportInput.Mouse, Mouse = WorldportMouse.Left });
                bindings.Rebind();
                fingers.Tap();
                scene.Tick();
                fingers.Rest();
                Assert.AreEqual(2, scene.Reached().Whole("shots"));
            }
        }

        [Test]
        public void Losing_focus_lets_go_and_nothing_is_read_until_it_is_back()
        {
            using (var fingers = new Fingers())
            using (Scene scene = Bound(out WorldportBindings bindings))
            {
                fingers.Press("KeyD");
                scene.Until(() => scene.Reached().Number("x") == 1, "the key");
                scene.Loop.Focus(false);
                scene.Until(() => scene.Reached().Number("x") == 0, "the release");
                scene.Ticks(5);
                Assert.AreEqual(0, scene.Reached().Number("x"));
                scene.Loop.Focus(true);
                scene.Until(() => scene.Reached().Number("x") == 1, "the key again");
                bindings.enabled = false;
                scene.Until(() => scene.Reached().Number("x") == 0, "the release by disabling");
            }
        }

        [Test]
        public void A_key_held_through_a_cut_counts_again_afterwards()
        {
            using (var fingers = new Fingers())
            using (Scene scene = Bound(out WorldportBindings bindings))
            {
                fingers.Press("KeyD");
                scene.Until(() => scene.Reached().Number("x") == 1, "the key");
                scene.Session.enabled = false;
                scene.Ticks(3);
                scene.Session.enabled = true;
                scene.Until(() => scene.Session.IsDriving, "the session to drive");
                scene.Until(() => scene.Reached().Number("x") == 1, "the key again");
            }
        }

        [Test]
        public void The_mouse_points_at_a_picture_of_the_UI_and_turns_by_picture_widths()
        {
            using (var fingers = new Fingers())
            using (Scene scene = Bound(out WorldportBindings bindings))
            {
                RawImage image = scene.Add<RawImage>();
                image.rectTransform.position = new Vector3(200, 100, 0);
                image.rectTransform.rect = new Rect(0, 0, 400, 200);
                bindings.Picture = scene.Add<WorldportTexture>(made => made.RawImage = image);
                fingers.Point(100, 50);
                scene.Ticks(3);
                fingers.Point(300, 250);
                fingers.Click(0);
                Reaches(scene, 0.25, 0.25, true);
                fingers.Point(10, 150);
                Reaches(scene, 0, 0.75, true);
                fingers.Click(0, false);
                Reaches(scene, 0, 0, false);

                fingers.Rest();
                double before = scene.Reached().Number("turn");
                fingers.Click(1);
                fingers.Point(30, 150);
                scene.Tick();
                fingers.Rest();
                fingers.Click(1, false);
                scene.Until(() => scene.Reached().Number("turn") != before, "the turn");
                Assert.AreEqual(20 / 400.0, scene.Reached().Number("turn") - before, 1e-6);
            }
        }

        [Test]
        public void The_mouse_points_at_a_picture_in_the_scene_by_its_collider()
        {
            using (var fingers = new Fingers())
            using (Scene scene = Bound(out WorldportBindings bindings))
            {
                MeshRenderer wall = scene.Add<MeshRenderer>();
                wall.gameObject.AddComponent<MeshCollider>().Meets = point =>
                    point.x > 600 ? (Vector2?)null : new Vector2(point.x / 600, point.y / 600);
                bindings.Picture = scene.Add<WorldportTexture>(made => made.Renderer = wall);
                bindings.Camera = scene.Add<Camera>();
                fingers.Point(300, 150);
                fingers.Click(0);
                Reaches(scene, 0.5, 0.75, true);
                fingers.Point(700, 150);
                Reaches(scene, 0, 0, false);
            }
        }

        [Test]
        public void A_collider_without_texture_coordinates_leaves_the_whole_screen()
        {
            using (var fingers = new Fingers())
            using (Scene scene = Bound(out WorldportBindings bindings))
            {
                MeshRenderer wall = scene.Add<MeshRenderer>();
                MeshCollider collider = wall.gameObject.AddComponent<MeshCollider>();
                collider.convex = true;
                collider.Meets = point => Vector2.zero;
                bindings.Picture = scene.Add<WorldportTexture>(made => made.Renderer = wall);
                bindings.Camera = scene.Add<Camera>();
                fingers.Touch(new Vector3(640, 360, 7));
                Reaches(scene, 0.5, 0.5, true);
            }
        }

        [Test]
        public void A_finger_points_too()
        {
            using (var fingers = new Fingers())
            using (Scene scene = Bound(out WorldportBindings bindings))
            {
                fingers.Touch(new Vector3(640, 360, 7));
                Reaches(scene, 0.5, 0.5, true);
                fingers.Touch();
                Reaches(scene, 0, 0, false);
            }
        }

        [Test]
        public void Bindings_made_by_hand_take_over_their_command_and_are_merged()
        {
            using (var fingers = new Fingers())
            using (Scene scene = Bound(out WorldportBindings bindings))
            {
                bindings.Bindings.Add(new WorldportBinding { Command = "move", Arg = "x", Key = KeyCode.L, NegativeKey = KeyCode.J, Scale = 0.5f });
                bindings.Bindings.Add(new WorldportBinding { Command = "move", Arg = "y", Key = KeyCode.I, Invert = true });
                bindings.Bindings.Add(new WorldportBinding { Command = "shoot", Key = KeyCode.P });
                bindings.Bindings.Add(new WorldportBinding { Command = "turn", Arg = "dx", SecondArg = "dy", Input = WorldportInput.Mouse, Scale = 0.01f });
                bindings.Rebind();
                fingers.Press("KeyW");
                fingers.Press("KeyL");
                fingers.Press("KeyI");
                fingers.Press("KeyP");
                fingers.Point(10, 0);
                scene.Tick();
                fingers.Rest();
                scene.Until(() => scene.Reached().Whole("shots") == 1, "the shot");
                Body reached = scene.Reached();
                Assert.AreEqual(0.5, reached.Number("x"));
                Assert.AreEqual(-1, reached.Number("y"), "W is not bound any more");
                Assert.AreEqual(0.1, reached.Number("turn"), 1e-6);
                fingers.Release("KeyL");
                fingers.Press("KeyJ");
                scene.Until(() => scene.Reached().Number("x") == -0.5, "the other way");
                Assert.AreEqual(1, scene.Reached().Whole("shots"), "still the same press");
            }
        }

        [Test]
        public void What_the_inspector_changes_while_the_game_plays_counts()
        {
            using (var fingers = new Fingers())
            using (Scene scene = Bound(out WorldportBindings bindings))
            {
                fingers.Press("KeyD");
                scene.Until(() => scene.Reached().Number("x") == 1, "the key");
                Scene.Inspect(bindings, "_autoBind", false);
                scene.Until(() => scene.Reached().Number("x") == 0, "the release");
                Scene.Inspect(bindings, "_bindings", new List<WorldportBinding> { new WorldportBinding { Command = "move", Arg = "x", Key = KeyCode.D, Scale = 0.5f } });
                scene.Until(() => scene.Reached().Number("x") == 0.5, "the binding made by hand");
            }
        }

#if !LEGACY
        [Test]
        public void A_gamepad_drives_with_its_dead_zone_taken_out()
        {
            using (var fingers = new Fingers())
            using (Scene scene = Bound(out WorldportBindings bindings))
            {
                Gamepad.current.leftStick.Value = new Vector2(0.1f, 1);
                scene.Until(() => scene.Reached().Number("y") == 1, "the stick");
                Assert.AreEqual(0, scene.Reached().Number("x"));
                Gamepad.current.leftStick.Value = new Vector2(-0.575f, 0);
                scene.Until(() => Math.Abs(scene.Reached().Number("x") + 0.5) < 0.001, "half the stick");
            }
        }
#endif

        [Test]
        public void What_does_not_fit_is_told_once()
        {
            using (var fingers = new Fingers())
            using (Scene scene = Bound(out WorldportBindings bindings))
            {
                bindings.Bindings.Add(new WorldportBinding { Command = "fly" });
                bindings.Bindings.Add(new WorldportBinding { Command = "move", Arg = "z" });
                bindings.Bindings.Add(new WorldportBinding { Command = "move", Arg = "x", Input = WorldportInput.Axis, InputName = "Lean" });
                bindings.Rebind();
                scene.Ticks(10);
                Assert.AreEqual(3, Scene.Lines("error").Count, Scene.Console);
                Assert.IsTrue(Scene.Lines().TrueForAll(line => ReferenceEquals(line.Context, bindings)));
                StringAssert.Contains("has no command \"fly\". It has: move, point", Scene.Console);
                StringAssert.Contains("Command move has no arg \"z\" that input can drive.", Scene.Console);
                StringAssert.Contains("The Input Manager has no axis \"Lean\".", Scene.Console);
            }
        }

        private static Scene Bound(out WorldportBindings bindings)
        {
            Scene scene = Scene.Driving();
            bindings = scene.Add<WorldportBindings>();
            scene.Ticks(2);
            return scene;
        }

        private static Texture2D Picture(Scene scene)
        {
            WorldportTexture target = scene.Add<WorldportTexture>();
            scene.Until(() => target.Texture != null, "a picture");
            return (Texture2D)target.Texture;
        }

        private static int TopLeft(Texture2D texture, int channel) => texture.Shown[(texture.height - 1) * texture.width * 4 + channel];

        private static void Reaches(Scene scene, double x, double y, bool isPressed)
        {
            scene.Until(() =>
            {
                Body reached = scene.Reached();
                return Math.Abs(reached.Number("px") - x) < 1e-6 && Math.Abs(reached.Number("py") - y) < 1e-6 && reached.Flag("pressed") == isPressed;
            }, $"the pointer at {x}, {y}");
        }
    }
}

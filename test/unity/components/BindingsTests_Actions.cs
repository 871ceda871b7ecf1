using NUnit.Framework;
using UnityEngine;
using UnityEngine.InputSystem;
using Worldport.Client.Tests;

namespace Worldport.Components.Tests
{
    /// <summary>Actions of the Input System.</summary>
    public partial class BindingsTests
    {
        [Test]
        public void Actions_drive_the_commands_they_are_named_after()
        {
            using (var fingers = new Fingers())
            using (Scene scene = Bound(out WorldportBindings bindings))
            {
                InputActionAsset asset = ScriptableObject.CreateInstance<InputActionAsset>();
                var move = new InputAction("move") { expectedControlType = "Vector2" };
                var shoot = new InputAction("shoot") { expectedControlType = "Button" };
                asset.Actions.AddRange(new[] { move, shoot });
                bindings.Actions = asset;
                Assert.IsTrue(move.enabled);
                fingers.Press("KeyA");
                move.Value = new Vector2(0.5f, 1);
                shoot.Value = 1f;
                scene.Until(() => scene.Reached().Whole("shots") == 1, "the shot");
                Assert.AreEqual(0.5, scene.Reached().Number("x"), "keys do not count beside the action");
                Assert.AreEqual(1, scene.Reached().Number("y"), "up is up");
                bindings.enabled = false;
                Assert.IsFalse(move.enabled);
            }
        }

        [Test]
        public void An_action_in_a_binding_drives_two_args()
        {
            using (var fingers = new Fingers())
            using (Scene scene = Bound(out WorldportBindings bindings))
            {
                var stick = new InputAction("stick") { expectedControlType = "Vector2" };
                bindings.enabled = false;
                bindings.Bindings.Add(new WorldportBinding
                {
                    Command = "move", Arg = "x", SecondArg = "y", Input = WorldportInput.InputAction, Action = new InputActionProperty(stick), DeadZone = 0,
                });
                bindings.enabled = true;
                stick.Value = new Vector2(-0.25f, 0.75f);
                scene.Until(() => scene.Reached().Number("x") == -0.25 && scene.Reached().Number("y") == 0.75, "the stick");
            }
        }

        [Test]
        public void An_action_of_any_type_drives_too_and_may_be_added_while_the_game_runs()
        {
            using (var fingers = new Fingers())
            using (Scene scene = Bound(out WorldportBindings bindings))
            {
                var stick = new InputAction("stick");
                var before = new WorldportBinding
                {
                    Command = "move", Arg = "x", SecondArg = "y", Input = WorldportInput.InputAction, Action = new InputActionProperty(stick), DeadZone = 0,
                };
                bindings.Bindings.Add(before);
                bindings.Rebind();
                Assert.IsTrue(stick.enabled);
                stick.Value = new Vector2(-0.25f, 0.75f);
                scene.Until(() => scene.Reached().Number("x") == -0.25 && scene.Reached().Number("y") == 0.75, "the stick");
                stick.Value = 0.5f;
                scene.Until(() => scene.Reached().Number("x") == 0.5 && scene.Reached().Number("y") == 0, "an axis");
                bindings.Bindings.Remove(before);
                bindings.Rebind();
                Assert.IsFalse(stick.enabled);
                stick.Enable();
                bindings.Bindings.Add(before);
                bindings.Rebind();
                bindings.enabled = false;
                Assert.IsTrue(stick.enabled, "what the game enabled stays");
                Scene.IsQuiet();
            }
        }
    }
}

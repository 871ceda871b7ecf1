using System;
using NUnit.Framework;
using UnityEngine;
using UnityEngine.UI;
using Worldport.Client;

namespace Worldport.Components.Tests
{
    /// <summary>Which camera sees a picture of the UI, as Unity's own GraphicRaycaster has it.</summary>
    [TestFixture]
    public class CanvasTests
    {
        private const float PixelsPerUnit = 100;

        [Test]
        public void A_canvas_in_the_scene_without_a_camera_is_pointed_at_through_the_main_one()
        {
            using (var fingers = new Fingers())
            using (Scene scene = On(RenderMode.WorldSpace, out _, out _))
            {
                Pressed(scene, fingers, 300, 150, true);
                Pressed(scene, fingers, 300, 450, false);
            }
        }

        [Test]
        public void The_camera_of_the_canvas_goes_first_and_that_of_the_bindings_before_the_main_one()
        {
            using (var fingers = new Fingers())
            using (Scene scene = On(RenderMode.WorldSpace, out WorldportBindings bindings, out Canvas canvas))
            {
                bindings.Camera = Eye(scene, 2 * PixelsPerUnit);
                Pressed(scene, fingers, 600, 300, true);
                canvas.worldCamera = Eye(scene, PixelsPerUnit / 2);
                Pressed(scene, fingers, 600, 300, false);
                Pressed(scene, fingers, 150, 75, true);
            }
        }

        [Test]
        public void A_canvas_of_the_screen_without_a_camera_is_an_overlay()
        {
            using (var fingers = new Fingers())
            using (Scene scene = On(RenderMode.ScreenSpaceCamera, out _, out _))
            {
                Pressed(scene, fingers, 3, 1.5f, true);
                Pressed(scene, fingers, 300, 150, false);
            }
        }

        [Test]
        public void The_mouse_turns_by_widths_of_the_picture_as_its_camera_sees_it()
        {
            using (var fingers = new Fingers())
            using (Scene scene = On(RenderMode.WorldSpace, out _, out Canvas canvas))
            {
                Assert.AreEqual(0.1, Turned(scene, fingers), 1e-6, "40 pixels are a tenth of four units");
                canvas.worldCamera = Eye(scene, 0);
                Assert.AreEqual(40.0 / Screen.width, Turned(scene, fingers), 1e-6, "a camera that looks away tells nothing");
            }
        }

        /// <summary>A picture of 4 × 2 units around (3, 1.5), and a main camera.</summary>
        private static Scene On(RenderMode mode, out WorldportBindings bindings, out Canvas canvas)
        {
            Scene scene = Scene.Driving();
            Eye(scene, PixelsPerUnit).gameObject.tag = "MainCamera";
            canvas = scene.Add<Canvas>();
            canvas.renderMode = mode;
            RawImage image = scene.Add<RawImage>();
            image.canvas = canvas;
            image.rectTransform.position = new Vector3(3, 1.5f, 0);
            image.rectTransform.rect = new Rect(-2, -1, 4, 2);
            WorldportTexture picture = scene.Add<WorldportTexture>(made => made.RawImage = image);
            bindings = scene.Add<WorldportBindings>(made => made.Picture = picture);
            scene.Ticks(2);
            return scene;
        }

        private static Camera Eye(Scene scene, float pixelsPerUnit)
        {
            Camera eye = scene.Add<Camera>();
            eye.PixelsPerUnit = pixelsPerUnit;
            return eye;
        }

        /// <summary>Clicks: the middle of the picture reaches the model, or nothing does.</summary>
        private static void Pressed(Scene scene, Fingers fingers, float x, float y, bool isHit)
        {
            fingers.Point(x, y);
            fingers.Click(0);
            scene.Ticks(5);
            Body reached = scene.Reached();
            Assert.AreEqual(isHit, reached.Flag("pressed"), $"{x}, {y}");
            if (isHit) Assert.AreEqual(new[] { 0.5, 0.5 }, new[] { reached.Number("px"), reached.Number("py") });
            fingers.Click(0, false);
            scene.Ticks(5);
        }

        private static double Turned(Scene scene, Fingers fingers)
        {
            fingers.Rest();
            double before = scene.Reached().Number("turn");
            Vector2 from = Input.mousePosition;
            fingers.Click(1);
            fingers.Point(from.x + 40, from.y);
            scene.Tick();
            fingers.Rest();
            fingers.Click(1, false);
            scene.Until(() => scene.Reached().Number("turn") != before, "the turn");
            return scene.Reached().Number("turn") - before;
        }
    }
}

using System.Collections.Generic;
using UnityEngine;
using Worldport.Client;

namespace Worldport
{
    /// <summary>Mouse and fingers on the screen → pointers on the picture, once per tick. Makes nothing per tick.</summary>
    internal sealed class ScreenPointers
    {
        /// <summary>Apart from the ids of fingers.</summary>
        private const int MouseId = -1;

        private readonly InputDriver _driver;
        private readonly List<int> _there = new List<int>();
        private readonly List<int> _pressed = new List<int>();
        private readonly List<int> _seen = new List<int>();

        public ScreenPointers(InputDriver driver)
        {
            _driver = driver;
        }

        public void Tick(EngineInput input, WorldportTexture target, Camera camera)
        {
            if (_driver.WantsPointer) Follow(input, target, camera);
            if (_driver.WantsMotion) Turn(input, target, camera);
            if (_driver.WantsWheel && IsOnPicture(input, target, camera)) _driver.Spin(input.Scroll);
        }

        public void Release()
        {
            _there.Clear();
            _pressed.Clear();
        }

        private void Follow(EngineInput input, WorldportTexture target, Camera camera)
        {
            _seen.Clear();
            for (int i = 0; i < input.TouchCount; i++)
            {
                if (!input.TryTouch(i, out int id, out Vector2 position)) continue;
                // Fingers move a mouse along on some systems: it must not count as a pointer of its own.
                if (_there.Contains(MouseId)) Leave(MouseId);
                Follow(id, position, true, target, camera);
            }
            if (_seen.Count == 0 && input.HasMouse) Follow(MouseId, input.MousePosition, input.IsMouseDown(0), target, camera);
            for (int i = _there.Count - 1; i >= 0; i--) if (!_seen.Contains(_there[i])) Leave(_there[i]);
        }

        private void Follow(int id, Vector2 screen, bool isDown, WorldportTexture target, Camera camera)
        {
            bool wasThere = _there.Contains(id);
            bool isHeld = isDown && _pressed.Contains(id);
            if (!PicturePlace.TryMap(target, camera, screen, isHeld, out Vector2 place)) return;
            _seen.Add(id);
            if (!wasThere) _there.Add(id);
            if (isDown != _pressed.Contains(id))
                if (isDown) _pressed.Add(id);
                else _pressed.Remove(id);
            _driver.Point(id, place.x, place.y, isDown);
        }

        private void Leave(int id)
        {
            _there.Remove(id);
            _pressed.Remove(id);
            _driver.Leave(id);
        }

        /// <summary>A wheel over something else belongs to that; a locked mouse is on the picture.</summary>
        private static bool IsOnPicture(EngineInput input, WorldportTexture target, Camera camera) =>
            Cursor.lockState == CursorLockMode.Locked ||
            input.HasMouse && PicturePlace.TryMap(target, camera, input.MousePosition, false, out Vector2 _);

        /// <summary>A locked mouse turns the view; a free one while its button is down: the right one where the left one points.</summary>
        private void Turn(EngineInput input, WorldportTexture target, Camera camera)
        {
            if (Cursor.lockState != CursorLockMode.Locked && !input.IsMouseDown(_driver.WantsPointer ? 1 : 0)) return;
            Vector2 motion = PicturePlace.Motion(target, camera, input.MouseMotion);
            _driver.Turn(motion.x, motion.y);
        }
    }
}

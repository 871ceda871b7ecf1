using UnityEngine;
#if WORLDPORT_UGUI
using UnityEngine.UI;
#endif

namespace Worldport
{
    /// <summary>Where a point of the screen lies on the picture: 0 to 1 from its top left. Main thread only.</summary>
    internal static class PicturePlace
    {
        /// <summary>
        /// Maps a point. On a UI image by its rectangle; on a renderer with a mesh collider that is not convex by the texture
        /// coordinates a ray hits, which other colliders have not; else the whole screen is the picture.
        /// </summary>
        /// <param name="target">Shows the picture; null for the whole screen.</param>
        /// <param name="camera">Looks at the renderer, or at a canvas in the scene that names no camera; null for the main camera.</param>
        /// <param name="screen">Pixels from the bottom left.</param>
        /// <param name="isHeld">Whether a press began on the picture: it goes on along the edge.</param>
        /// <param name="place">0 to 1 from the top left.</param>
        /// <returns>False when it is not on the picture.</returns>
        public static bool TryMap(WorldportTexture target, Camera camera, Vector2 screen, bool isHeld, out Vector2 place)
        {
#if WORLDPORT_UGUI
            if (target != null && target.RawImage != null) return TryMap(target.RawImage, target.Crop, camera, screen, isHeld, out place);
#endif
            MeshCollider collider = null;
            if (target != null && target.Renderer != null) target.Renderer.TryGetComponent(out collider);
            if (collider != null && !collider.convex)
            {
                Camera eye = camera != null ? camera : Camera.main;
                place = Vector2.zero;
                if (eye == null || !collider.Raycast(eye.ScreenPointToRay(screen), out RaycastHit hit, float.PositiveInfinity)) return false;
                place = new Vector2(hit.textureCoord.x, 1 - hit.textureCoord.y);
                return true;
            }
            place = new Vector2(screen.x / Screen.width, 1 - screen.y / Screen.height);
            return Fit(isHeld, ref place);
        }

        /// <summary>Motion on the screen in picture widths, right and down positive.</summary>
        public static Vector2 Motion(WorldportTexture target, Camera camera, Vector2 pixels)
        {
            float width = Screen.width;
#if WORLDPORT_UGUI
            RawImage image = target != null ? target.RawImage : null;
            // Where the camera does not see the picture's plane, the screen's width counts.
            if (image != null && image.rectTransform.rect.width > 0 &&
                Locate(image, camera, Vector2.zero, out Vector2 from) && Locate(image, camera, pixels, out Vector2 to))
            {
                Vector2 local = to - from;
                width = image.rectTransform.rect.width;
                return new Vector2(local.x / width, -local.y / width);
            }
#endif
            return new Vector2(pixels.x / width, -pixels.y / width);
        }

#if WORLDPORT_UGUI
        private static bool TryMap(RawImage image, Rect crop, Camera camera, Vector2 screen, bool isHeld, out Vector2 place)
        {
            place = Vector2.zero;
            Rect rect = image.rectTransform.rect;
            if (rect.width <= 0 || rect.height <= 0 || !Locate(image, camera, screen, out Vector2 local)) return false;
            var inside = new Vector2((local.x - rect.x) / rect.width, 1 - (local.y - rect.y) / rect.height);
            if (!Fit(isHeld, ref inside)) return false;
            place = new Vector2(crop.x + inside.x * crop.width, 1 - crop.y - crop.height + inside.y * crop.height);
            return true;
        }

        private static bool Locate(RawImage image, Camera camera, Vector2 screen, out Vector2 local) =>
            RectTransformUtility.ScreenPointToLocalPointInRectangle(image.rectTransform, screen, EyeOf(image.canvas, camera), out local);

        /// <summary>
        /// As Unity's own GraphicRaycaster has it: a canvas of the screen without a camera lies on the screen itself, one in
        /// the scene without a camera is seen by the main camera.
        /// </summary>
        private static Camera EyeOf(Canvas canvas, Camera camera)
        {
            if (canvas == null || canvas.renderMode == RenderMode.ScreenSpaceOverlay) return null;
            if (canvas.worldCamera != null || canvas.renderMode == RenderMode.ScreenSpaceCamera) return canvas.worldCamera;
            return camera != null ? camera : Camera.main;
        }
#endif

        private static bool Fit(bool isHeld, ref Vector2 place)
        {
            bool isInside = place.x >= 0 && place.x <= 1 && place.y >= 0 && place.y <= 1;
            place = new Vector2(Mathf.Clamp01(place.x), Mathf.Clamp01(place.y));
            return isInside || isHeld;
        }
    }
}

// Pages are under https://docs.unity3d.com/2021.3/Documentation/ScriptReference/, named at the end of each line.
using System;

namespace UnityEngine
{
    public struct Ray // Ray
    {
        /// <summary>The point of the screen it goes through.</summary>
        internal Vector3 Point { get; set; }
    }

    public class Collider : Component // Collider
    {
        /// <summary>Where a ray through a point of the screen meets the surface, as texture coordinates; null: it misses.</summary>
        internal Func<Vector3, Vector2?> Meets { get; set; }

        public bool Raycast(Ray ray, out RaycastHit hitInfo, float maxDistance) // Collider.Raycast
        {
            Check("Raycast");
            Vector2? met = Meets?.Invoke(ray.Point);
            hitInfo = new RaycastHit(met ?? Vector2.zero);
            return met.HasValue;
        }
    }

    public class MeshCollider : Collider // MeshCollider
    {
        public bool convex { get; set; } // MeshCollider-convex
    }

    public struct RaycastHit // RaycastHit
    {
        internal RaycastHit(Vector2 uv)
        {
            textureCoord = uv;
        }

        public Vector2 textureCoord { get; } // RaycastHit-textureCoord
    }

    public enum RenderMode // RenderMode
    {
        ScreenSpaceOverlay = 0, // RenderMode.ScreenSpaceOverlay
        ScreenSpaceCamera = 1, // RenderMode.ScreenSpaceCamera
        WorldSpace = 2, // RenderMode.WorldSpace
    }

    public sealed class Canvas : Behaviour // Canvas
    {
        public RenderMode renderMode { get; set; } // Canvas-renderMode

        public Camera worldCamera { get; set; } // Canvas-worldCamera
    }

    public sealed class RectTransformUtility // RectTransformUtility
    {
        public static bool ScreenPointToLocalPointInRectangle( // RectTransformUtility.ScreenPointToLocalPointInRectangle
            RectTransform rect, Vector2 screenPoint, Camera cam, out Vector2 localPoint)
        {
            // Without a camera a point of the screen is a point of the scene, as on an overlay, whose units are pixels.
            float scale = cam == null ? 1 : cam.PixelsPerUnit;
            localPoint = scale > 0
                ? new Vector2(screenPoint.x / scale - rect.position.x, screenPoint.y / scale - rect.position.y)
                : Vector2.zero;
            return scale > 0;
        }
    }
}

// Pages are under https://docs.unity3d.com/2021.3/Documentation/ScriptReference/, named at the end of each line.
using System.Collections.Generic;

namespace UnityEngine
{
    public sealed class Resources // Resources
    {
        public static T[] FindObjectsOfTypeAll<T>() // Resources.FindObjectsOfTypeAll
        {
            var found = new List<T>();
            if (Player.Current != null) foreach (GameObject some in Player.Current.Objects) foreach (Component part in some.Components) if (part is T one) found.Add(one);
            return found.ToArray();
        }
    }
}

namespace UnityEngine.SceneManagement
{
    public struct Scene // SceneManagement.Scene
    {
        private readonly bool _isValid;

        internal Scene(bool isValid)
        {
            _isValid = isValid;
        }

        public bool IsValid() => _isValid; // SceneManagement.Scene.IsValid
    }
}

namespace UnityEngine.Rendering
{
    public abstract class RenderPipelineAsset : ScriptableObject // Rendering.RenderPipelineAsset
    {
        public virtual Material defaultMaterial => null; // Rendering.RenderPipelineAsset-defaultMaterial
    }

    public sealed class GraphicsSettings : Object // Rendering.GraphicsSettings
    {
        public static RenderPipelineAsset currentRenderPipeline { get; internal set; } // Rendering.GraphicsSettings-currentRenderPipeline
    }
}

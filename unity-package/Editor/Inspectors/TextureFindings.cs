using System.Collections.Generic;
using System.Linq;
using UnityEngine;
using Worldport.Client;

namespace Worldport.Editor
{
    /// <summary>What an inspector has to say about a texture's targets and track.</summary>
    public static class TextureFindings
    {
        /// <summary>Everything that is wrong, a sentence each.</summary>
        public static IEnumerable<Finding> Of(WorldportTexture shown)
        {
            Renderer renderer = shown.Renderer != null ? shown.Renderer : shown.GetComponent<Renderer>();
            if (renderer == null && shown.RenderTexture == null && !HasImage(shown))
                yield return Finding.Warning("There is nothing to show the picture on: set a renderer, a render texture or a UI image.");
            if (renderer != null && renderer.sharedMaterial == null)
                yield return Finding.Error($"The renderer {renderer.name} has no material: give it one.");
            else if (renderer != null && !Candidates(shown).Any(name => renderer.sharedMaterial.HasProperty(name)))
                yield return Finding.Error($"The material {renderer.sharedMaterial.name} has no texture {string.Join(" or ", Candidates(shown))}. Choose Custom, and give the name its shader uses.");
            if (shown.Source != null) yield break;
            WorldportSession session = SceneSessions.For(shown, shown.Session);
            if (session == null)
                yield return Finding.Error("There is no Worldport Session in the scene: add one (Add Component > Worldport > Worldport Session).");
            else if (!session.ReceivePictures)
                yield return Finding.Warning("The session takes no pictures: switch its Receive Pictures on, or set a Worldport Video Receiver as Source.");
            SchemaDocument document = SceneSessions.DocumentOf(session);
            if (document == null) yield break;
            IReadOnlyList<string> tracks = SceneSessions.Tracks(document, false);
            if (shown.Track != "" && !tracks.Contains(shown.Track))
                yield return Finding.Error($"The model has no out track \"{shown.Track}\". It has: {string.Join(", ", tracks)}.");
            TrackDeclaration track = shown.Track == "" ? document.Tracks.FirstOrDefault(one => !one.IsIn) : document.Track(shown.Track);
            if (track != null && track.IsSrgb && shown.RenderTexture != null && !shown.RenderTexture.sRGB && QualitySettings.activeColorSpace == ColorSpace.Linear)
                yield return Finding.Warning($"The render texture {shown.RenderTexture.name} is linear and the picture sRGB: dark tones will show steps. Make it sRGB.");
        }

        private static IReadOnlyList<string> Candidates(WorldportTexture shown)
        {
            switch (shown.Property)
            {
                case WorldportProperty.BaseMap: return new[] { "_BaseMap" };
                case WorldportProperty.BaseColorMap: return new[] { "_BaseColorMap" };
                case WorldportProperty.MainTex: return new[] { "_MainTex" };
                case WorldportProperty.Custom: return new[] { shown.CustomProperty };
                default: return new[] { "_BaseMap", "_BaseColorMap", "_UnlitColorMap", "_MainTex" };
            }
        }

#if WORLDPORT_UGUI
        private static bool HasImage(WorldportTexture shown) => shown.RawImage != null || shown.TryGetComponent(out UnityEngine.UI.RawImage _);
#else
        private static bool HasImage(WorldportTexture shown) => false;
#endif
    }
}

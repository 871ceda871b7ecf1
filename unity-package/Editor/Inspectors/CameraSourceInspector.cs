using System.Collections.Generic;
using System.Linq;
using UnityEditor;
using UnityEngine;
using Worldport.Client;

namespace Worldport.Editor
{
    /// <summary>Inspector of <see cref="WorldportCameraSource"/>: `in` tracks as a drop-down, and what is wrong.</summary>
    [CustomEditor(typeof(WorldportCameraSource))]
    public sealed class CameraSourceInspector : ComponentInspector
    {
        private WorldportCameraSource Shown => (WorldportCameraSource)target;

        /// <inheritdoc/>
        protected override WorldportSession Session => SceneSessions.For(Shown, Shown.Session);

        /// <inheritdoc/>
        protected override bool TryDraw(SerializedProperty property)
        {
            if (property.name != "_track") return false;
            SchemaPopup.Draw(property, SceneSessions.Tracks(Document, true), "the first");
            return true;
        }

        /// <inheritdoc/>
        protected override IEnumerable<Finding> Findings()
        {
            if (Application.isPlaying && Shown.Problem != "") yield return Finding.Error(Shown.Problem);
            if (!SystemInfo.supportsAsyncGPUReadback)
                yield return Finding.Error("This graphics device can't hand pictures back without stopping the game, so no camera is sent. Use Direct3D, Vulkan or Metal.");
            if (Session == null)
                yield return Finding.Error("There is no Worldport Session in the scene: add one (Add Component > Worldport > Worldport Session).");
            if (Document == null) yield break;
            IReadOnlyList<string> tracks = SceneSessions.Tracks(Document, true);
            if (tracks.Count == 0) yield return Finding.Error($"The model {Document.ModelId} takes no camera: it has no in track. Remove this component.");
            else if (Shown.Track != "" && !tracks.Contains(Shown.Track))
                yield return Finding.Error($"The model has no in track \"{Shown.Track}\". It has: {string.Join(", ", tracks)}.");
            TrackDeclaration track = Shown.Track == "" ? Document.Tracks.FirstOrDefault(one => one.IsIn) : Document.Track(Shown.Track);
            if (track != null && (Shown.Width > track.MaxWidth || Shown.Height > track.MaxHeight))
                yield return Finding.Error($"Pictures of {Shown.Width} × {Shown.Height} are larger than the track {track.Name} takes: at most {track.MaxWidth} × {track.MaxHeight}.");
        }
    }
}

using System.Collections.Generic;
using UnityEditor;

namespace Worldport.Editor
{
    /// <summary>Inspector of <see cref="WorldportTexture"/>: tracks as a drop-down, and what is wrong with its targets.</summary>
    [CustomEditor(typeof(WorldportTexture))]
    public sealed class TextureInspector : ComponentInspector
    {
        private WorldportTexture Shown => (WorldportTexture)target;

        /// <inheritdoc/>
        protected override WorldportSession Session => SceneSessions.For(Shown, Shown.Session);

        /// <inheritdoc/>
        protected override bool TryDraw(SerializedProperty property)
        {
            if (property.name == "_customProperty") return Shown.Property != WorldportProperty.Custom;
            if (property.name != "_track") return false;
            SchemaPopup.Draw(property, SceneSessions.Tracks(Document, false), "the first");
            return true;
        }

        /// <inheritdoc/>
        protected override IEnumerable<Finding> Findings() => TextureFindings.Of(Shown);
    }
}

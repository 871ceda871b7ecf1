using System.IO;
using UnityEditor.AssetImporters;

namespace Worldport.Editor
{
    /// <summary>Makes a <see cref="WorldportSchema"/> of every schema document (`*.worldport`) in a project.</summary>
    [ScriptedImporter(1, "worldport")]
    public sealed class WorldportImporter : ScriptedImporter
    {
        /// <inheritdoc/>
        public override void OnImportAsset(AssetImportContext ctx)
        {
            WorldportSchema schema = WorldportSchema.Create(File.ReadAllText(ctx.assetPath));
            schema.name = Path.GetFileNameWithoutExtension(ctx.assetPath);
            ctx.AddObjectToAsset("schema", schema);
            ctx.SetMainObject(schema);
            if (schema.Problem != "")
                ctx.LogImportError($"[Worldport] {ctx.assetPath} is no schema document. {schema.Problem} Save it anew with Worldport > Connect.", schema);
        }
    }
}

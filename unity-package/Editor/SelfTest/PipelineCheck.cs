using UnityEngine;
using UnityEngine.Rendering;

namespace Worldport.Editor
{
    /// <summary>Which render pipeline runs, and whether its materials take a picture as "Automatic" expects.</summary>
    internal static class PipelineCheck
    {
        private static readonly string[] Properties = { "_BaseMap", "_BaseColorMap", "_UnlitColorMap", "_MainTex" };

        public static void Run(SelfTestReport report)
        {
            RenderPipelineAsset pipeline = GraphicsSettings.currentRenderPipeline;
            Material material = null;
            if (pipeline == null)
            {
                Shader standard = Shader.Find("Standard");
                if (standard != null) material = new Material(standard) { hideFlags = HideFlags.HideAndDontSave };
            }
            else material = pipeline.defaultMaterial;
            report.Say("render pipeline", pipeline == null ? "built-in" : pipeline.GetType().Name);
            if (material == null) report.Warn("The pipeline gives no default material; set the texture property of Worldport Texture by hand.");
            else CheckMaterial(report, material);
            if (pipeline == null && material != null) Object.DestroyImmediate(material);
        }

        private static void CheckMaterial(SelfTestReport report, Material material)
        {
            foreach (string property in Properties)
            {
                if (!material.HasProperty(property)) continue;
                report.Pass($"the default material {material.name} takes pictures as {property}");
                return;
            }
            report.Fail($"The default material {material.name} has none of {string.Join(", ", Properties)}: choose Custom in Worldport Texture, and give the name of its texture.");
        }
    }
}

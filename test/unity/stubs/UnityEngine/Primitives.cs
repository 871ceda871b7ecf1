// Pages are under https://docs.unity3d.com/2021.3/Documentation/ScriptReference/, named at the end of each line.
namespace UnityEngine
{
    public enum PrimitiveType // PrimitiveType
    {
        Cube = 3, // PrimitiveType.Cube
        Quad = 5, // PrimitiveType.Quad
    }

    public enum LightType // LightType
    {
        Directional = 1, // LightType.Directional
    }

    public sealed class Light : Behaviour // Light
    {
        public LightType type { get; set; } // Light-type
    }
}

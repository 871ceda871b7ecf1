using System.Collections.Generic;
using UnityEngine;

namespace Worldport
{
    /// <summary>
    /// A camera → the meta of a frame: <c>pose</c> as in the protocol (metres, right-handed, y up, looking along −z),
    /// <c>projection</c> (16 numbers, row by row, as OpenGL has it), <c>near</c> and <c>far</c> in metres.
    /// </summary>
    internal static class CameraWords
    {
        public static Dictionary<string, object> Of(Camera camera)
        {
            Vector3 position = camera.transform.position;
            Quaternion rotation = camera.transform.rotation;
            Matrix4x4 matrix = camera.projectionMatrix;
            var projection = new List<object>(16);
            for (int row = 0; row < 4; row++)
                for (int column = 0; column < 4; column++) projection.Add((double)matrix[row, column]);
            return new Dictionary<string, object>
            {
                {
                    "pose",
                    new Dictionary<string, object>
                    {
                        // Unity is left-handed: its z is turned over.
                        { "position", List(position.x, position.y, -position.z) },
                        { "rotation", List(-rotation.x, -rotation.y, rotation.z, rotation.w) },
                    }
                },
                { "projection", projection },
                { "near", (double)camera.nearClipPlane },
                { "far", (double)camera.farClipPlane },
            };
        }

        private static List<object> List(params float[] numbers)
        {
            var list = new List<object>(numbers.Length);
            foreach (float number in numbers) list.Add((double)number);
            return list;
        }
    }
}

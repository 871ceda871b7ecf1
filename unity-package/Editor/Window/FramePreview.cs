using System;
using Unity.Collections;
using UnityEngine;
using Worldport.Client;

namespace Worldport.Editor
{
    /// <summary>The newest frame as a texture of the editor's own. Rows stay top-down: draw it with <see cref="Coords"/>.</summary>
    internal sealed class FramePreview : IDisposable
    {
        /// <summary>Turns the picture upright.</summary>
        public static readonly Rect Coords = new Rect(0, 1, 1, -1);

        /// <summary>Null before the first frame.</summary>
        public Texture2D Texture { get; private set; }

        /// <summary>Uploads a frame and releases it.</summary>
        public void Take(Frame frame)
        {
            try
            {
                int width = frame.Head.Width;
                int height = frame.Head.Height;
                // The preview asks for frames as they are; another format would need decoding first.
                if (frame.Head.Format != "rgba8" || frame.Length != width * height * 4) return;
                if (Texture == null || Texture.width != width || Texture.height != height)
                {
                    Dispose();
                    Texture = new Texture2D(width, height, TextureFormat.RGBA32, false, false) { hideFlags = HideFlags.HideAndDontSave };
                }
                NativeArray<byte> pixels = Texture.GetRawTextureData<byte>();
                NativeArray<byte>.Copy(frame.Buffer, frame.Offset, pixels, 0, frame.Length);
                Texture.Apply(false, false);
            }
            finally
            {
                frame.Release();
            }
        }

        /// <summary>Destroys the texture.</summary>
        public void Dispose()
        {
            if (Texture != null) UnityEngine.Object.DestroyImmediate(Texture);
            Texture = null;
        }
    }
}

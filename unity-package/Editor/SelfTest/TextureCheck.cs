using System;
using System.Collections.Generic;
using Unity.Collections;
using UnityEngine;
using UnityEngine.Rendering;
using Worldport.Client;

namespace Worldport.Editor
{
    /// <summary>
    /// A known frame → the texture that targets get → the graphics card → read back: rows, colours and alpha must be what
    /// they were.
    /// </summary>
    internal static class TextureCheck
    {
        private const int Width = 4;
        private const int Height = 2;

        /// <summary>Values a card may be off by, after sRGB → linear → sRGB in 8 bits.</summary>
        private const int Tolerance = 2;

        /// <summary>Top row red, green, blue, white; bottom row greys that a wrong colour space would shift.</summary>
        private static readonly byte[] Pixels =
        {
            255, 0, 0, 255, 0, 255, 0, 255, 0, 0, 255, 255, 255, 255, 255, 255,
            0, 0, 0, 255, 64, 64, 64, 255, 128, 128, 128, 255, 192, 192, 192, 255,
        };

        public static void Run(SelfTestReport report)
        {
            if (SystemInfo.graphicsDeviceType == GraphicsDeviceType.Null) return;
            var picture = new TrackPicture("main", new PictureForm(isUpright: true, hasMipmaps: false));
            RenderTexture active = RenderTexture.active;
            RenderTexture target = null;
            Texture2D back = null;
            try
            {
                picture.Upload(KnownFrame(), KnownTrack());
                target = new RenderTexture(Width, Height, 0, RenderTextureFormat.ARGB32, RenderTextureReadWrite.sRGB);
                Graphics.Blit(picture.Texture, target);
                back = ReadBack(target);
                var shown = new byte[Pixels.Length];
                NativeArray<byte>.Copy(back.GetRawTextureData<byte>(), 0, shown, 0, shown.Length);
                Judge(report, shown);
            }
            finally
            {
                // The blit and the read-back left the target active, and Unity complains when an active one is destroyed.
                RenderTexture.active = active;
                // Outside play mode nothing else can destroy the picture's texture.
                foreach (Texture made in new[] { picture.Texture, target, (Texture)back })
                    if (made != null) UnityEngine.Object.DestroyImmediate(made);
            }
        }

        /// <param name="report">Gets the result.</param>
        /// <param name="shown">What the card shows, row 0 at the bottom.</param>
        internal static void Judge(SelfTestReport report, byte[] shown)
        {
            if (Distance(shown, true) <= Tolerance)
            {
                report.Pass($"a known picture comes back from the graphics card upright, and within {Tolerance} of 255 in colour");
                return;
            }
            if (Distance(shown, false) <= Tolerance)
                report.Fail("Pictures are upside down on this graphics card. Set Flip of Worldport Texture to Never, and please report this.");
            else report.Fail($"Colours are off by up to {Distance(shown, true)} of 255 on this graphics card; please report this: {BitConverter.ToString(shown)}");
        }

        /// <summary>Largest difference of any value.</summary>
        private static int Distance(byte[] shown, bool isUpright)
        {
            int largest = 0;
            for (int i = 0; i < Pixels.Length; i++)
            {
                int row = i / (Width * 4);
                int from = (isUpright ? Height - 1 - row : row) * Width * 4 + i % (Width * 4);
                largest = Math.Max(largest, Math.Abs(shown[from] - Pixels[i]));
            }
            return largest;
        }

        private static Texture2D ReadBack(RenderTexture target)
        {
            RenderTexture.active = target;
            var back = new Texture2D(Width, Height, TextureFormat.RGBA32, false, false);
            back.ReadPixels(new Rect(0, 0, Width, Height), 0, 0, false);
            return back;
        }

        /// <summary>A frame as a server would send it.</summary>
        private static Frame KnownFrame()
        {
            var message = new MsgPackWriter();
            message.WriteArrayHead(3);
            message.Write("frame");
            message.WriteValue(new Dictionary<string, object>
            {
                { "track", "main" }, { "epoch", 1 }, { "seq", 1 }, { "width", Width }, { "height", Height },
                { "format", "rgba8" }, { "pts_us", 0 }, { "driver", "" }, { "command", 0 },
                { "t", new Dictionary<string, object> { { "step_start_us", 0 }, { "step_end_us", 0 }, { "ready_us", 0 } } },
            });
            message.WriteBinary(Pixels, 0, Pixels.Length);
            Frame frame = new FramePool().Take();
            Buffer.BlockCopy(message.Bytes, 0, frame.Buffer, 0, message.Length);
            frame.Read(message.Length, new FrameHeadReader());
            return frame;
        }

        private static TrackDeclaration KnownTrack()
        {
            var track = new Dictionary<string, object>
            {
                { "name", "main" }, { "direction", "out" }, { "width", Width }, { "height", Height }, { "fps", 30 },
                { "color_space", "srgb" }, { "row_order", "top_down" }, { "alpha", "opaque" }, { "scaling", "crisp" },
            };
            return SchemaDocument.Of(new Dictionary<string, object>
            {
                { "worldport", 1L },
                { "model", new Dictionary<string, object> { { "id", "self-test" } } },
                { "tracks", new List<object> { track } },
            }).Tracks[0];
        }
    }
}

// Pages are under https://docs.unity3d.com/2021.3/Documentation/ScriptReference/, named at the end of each line.
using System;
using Unity.Collections;

namespace UnityEngine
{
    public enum TextureFormat // TextureFormat
    {
        RGB24 = 3, // TextureFormat.RGB24
        RGBA32 = 4, // TextureFormat.RGBA32
    }

    public enum FilterMode // FilterMode
    {
        Point = 0, // FilterMode.Point
        Bilinear = 1, // FilterMode.Bilinear
        Trilinear = 2, // FilterMode.Trilinear
    }

    public enum TextureWrapMode // TextureWrapMode
    {
        Repeat = 0, // TextureWrapMode.Repeat
        Clamp = 1, // TextureWrapMode.Clamp
    }

    public abstract class Texture : Object // Texture
    {
        public virtual int width { get; set; } // Texture-width

        public virtual int height { get; set; } // Texture-height

        public FilterMode filterMode { get; set; } = FilterMode.Bilinear; // Texture-filterMode

        public TextureWrapMode wrapMode { get; set; } // Texture-wrapMode

        public int mipmapCount { get; internal set; } = 1; // Texture-mipmapCount

        public bool isDataSRGB { get; internal set; } // Texture-isDataSRGB

        /// <summary>Pixels as the graphics card has them, rgba8, row 0 at the bottom.</summary>
        internal byte[] Shown { get; set; }
    }

    public sealed class Texture2D : Texture // Texture2D
    {
        private NativeMemory<byte> _memory;

        public Texture2D(int width, int height, TextureFormat textureFormat, bool mipChain, bool linear) // Texture2D-ctor
        {
            MainThread.Check("Texture2D");
            if (textureFormat != TextureFormat.RGBA32) throw new NotSupportedException("The stub holds RGBA32 only.");
            if (width < 1 || height < 1) throw new UnityException("Failed to create texture because of invalid parameters.");
            HasMips = mipChain;
            isDataSRGB = !linear;
            format = textureFormat;
            Size(width, height);
            Made++;
            Alive++;
        }

        public static Texture2D whiteTexture { get; } = new Texture2D(4, 4, TextureFormat.RGBA32, false, false); // Texture2D-whiteTexture

        public static Texture2D blackTexture { get; } = new Texture2D(4, 4, TextureFormat.RGBA32, false, false); // Texture2D-blackTexture

        public TextureFormat format { get; private set; } // Texture2D-format

        internal static int Made { get; private set; }

        internal static int Alive { get; private set; }

        internal bool HasMips { get; }

        internal int Applies { get; private set; }

        /// <summary>Files given to LoadImage; the stub decodes none.</summary>
        internal int Loads { get; private set; }

        public NativeArray<T> GetRawTextureData<T>() where T : struct // Texture2D.GetRawTextureData
        {
            Check("GetRawTextureData");
            if (typeof(T) != typeof(byte)) throw new NotSupportedException("The stub gives bytes only.");
            return new NativeArray<T>((NativeMemory<T>)(object)_memory);
        }

        public bool Reinitialize(int width, int height) // Texture2D.Reinitialize
        {
            Check("Reinitialize");
            Size(width, height);
            return true;
        }

        public void Apply(bool updateMipmaps, bool makeNoLongerReadable) // Texture2D.Apply
        {
            Check("Apply");
            if (makeNoLongerReadable) throw new UnityException("A streamed texture has to stay readable.");
            Buffer.BlockCopy(_memory.Items, 0, Shown, 0, Shown.Length);
            _memory.Version++;
            Applies++;
        }

        public void ReadPixels(Rect source, int destX, int destY, bool recalculateMipMaps) // Texture2D.ReadPixels
        {
            Check("ReadPixels");
            Buffer.BlockCopy(RenderTexture.active.Shown, 0, _memory.Items, 0, (int)source.width * (int)source.height * 4);
        }

        internal void Load() => Loads++;

        internal override void OnDie()
        {
            _memory.Items = null;
            Alive--;
        }

        private void Size(int newWidth, int newHeight)
        {
            width = newWidth;
            height = newHeight;
            int bytes = 0;
            int levels = 0;
            for (int w = newWidth, h = newHeight; ; w = Math.Max(1, w / 2), h = Math.Max(1, h / 2))
            {
                bytes += w * h * 4;
                levels++;
                if (!HasMips || w == 1 && h == 1) break;
            }
            mipmapCount = levels;
            if (_memory != null) _memory.Version++;
            _memory = new NativeMemory<byte>(new byte[bytes]);
            Shown = new byte[newWidth * newHeight * 4];
        }
    }

    public static class ImageConversion // ImageConversion
    {
        public static bool LoadImage(this Texture2D tex, byte[] data) // ImageConversion.LoadImage
        {
            tex.Check("LoadImage");
            tex.Load();
            return data.Length > 2 && data[0] == 0xff && data[1] == 0xd8;
        }
    }

    public enum RenderTextureFormat // RenderTextureFormat
    {
        ARGB32 = 0, // RenderTextureFormat.ARGB32
    }

    public enum RenderTextureReadWrite // RenderTextureReadWrite
    {
        Default = 0, // RenderTextureReadWrite.Default
        Linear = 1, // RenderTextureReadWrite.Linear
        sRGB = 2, // RenderTextureReadWrite.sRGB
    }

    public class RenderTexture : Texture // RenderTexture
    {
        public RenderTexture(int width, int height, int depth, RenderTextureFormat format, RenderTextureReadWrite readWrite) // RenderTexture-ctor
        {
            MainThread.Check("RenderTexture");
            this.width = width;
            this.height = height;
            sRGB = readWrite == RenderTextureReadWrite.sRGB;
            Shown = new byte[width * height * 4];
            Alive++;
        }

        public static RenderTexture active { get; set; } // RenderTexture-active

        public bool sRGB { get; } // RenderTexture-sRGB

        public bool useMipMap { get; set; } // RenderTexture-useMipMap

        internal static int Alive { get; private set; }

        public void Release() // RenderTexture.Release
        {
            Check("Release");
            if (ReferenceEquals(active, this)) Debug.LogError("Releasing render texture that is set to be RenderTexture.active!");
        }

        internal override void OnDie()
        {
            Release();
            Alive--;
        }
    }

    public class Graphics // Graphics
    {
        internal static int Blits { get; set; }

        public static void Blit(Texture source, RenderTexture dest) => Blit(source, dest, new Vector2(1, 1), new Vector2(0, 0)); // Graphics.Blit

        public static void Blit(Texture source, RenderTexture dest, Vector2 scale, Vector2 offset) // Graphics.Blit
        {
            source.Check("Blit");
            dest.Check("Blit");
            Blits++;
            RenderTexture.active = dest;
            for (int y = 0; y < dest.height; y++)
                for (int x = 0; x < dest.width; x++)
                {
                    int from = Texel(source, (x + 0.5f) / dest.width * scale.x + offset.x, (y + 0.5f) / dest.height * scale.y + offset.y);
                    Buffer.BlockCopy(source.Shown, from * 4, dest.Shown, (y * dest.width + x) * 4, 4);
                }
        }

        private static int Texel(Texture source, float u, float v)
        {
            int x = Math.Min(source.width - 1, Math.Max(0, (int)Math.Floor(u * source.width)));
            int y = Math.Min(source.height - 1, Math.Max(0, (int)Math.Floor(v * source.height)));
            return y * source.width + x;
        }
    }
}

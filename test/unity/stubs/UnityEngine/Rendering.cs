// Pages are under https://docs.unity3d.com/2021.3/Documentation/ScriptReference/, named at the end of each line.
using System;
using System.Collections.Generic;
using Unity.Collections;

namespace UnityEngine
{
    public class Shader : Object // Shader
    {
        private static readonly List<string> Names = new List<string>();

        public static int PropertyToID(string name) // Shader.PropertyToID
        {
            int at = Names.IndexOf(name);
            if (at >= 0) return at;
            Names.Add(name);
            return Names.Count - 1;
        }

        public static Shader Find(string name) => new Shader { name = name }; // Shader.Find
    }

    public class Material : Object // Material
    {
        private readonly Dictionary<int, Texture> _textures = new Dictionary<int, Texture>();

        public Material(Shader shader) // Material-ctor
        {
            name = shader.name;
        }

        public bool HasProperty(int nameID) => _textures.ContainsKey(nameID); // Material.HasProperty

        public bool HasProperty(string name) => HasProperty(Shader.PropertyToID(name)); // Material.HasProperty

        public Texture GetTexture(int nameID) => _textures[nameID]; // Material.GetTexture

        internal void Declare(string property, Texture texture = null) => _textures[Shader.PropertyToID(property)] = texture;
    }

    public class MaterialPropertyBlock // MaterialPropertyBlock
    {
        internal Dictionary<int, object> Values = new Dictionary<int, object>();

        public bool isEmpty => Values.Count == 0; // MaterialPropertyBlock-isEmpty

        public void Clear() => Values.Clear(); // MaterialPropertyBlock.Clear

        public void SetTexture(int nameID, Texture value) // MaterialPropertyBlock.SetTexture
        {
            if (value == null) throw new ArgumentNullException(nameof(value));
            Values[nameID] = value;
        }

        public Texture GetTexture(int nameID) => // MaterialPropertyBlock.GetTexture
            Values.TryGetValue(nameID, out object value) ? value as Texture : null;

        public void SetVector(int nameID, Vector4 value) => Values[nameID] = value; // MaterialPropertyBlock.SetVector
    }

    public class Renderer : Component // Renderer
    {
        private Dictionary<int, object> _values;

        public Material sharedMaterial { get; set; } // Renderer-sharedMaterial

        public bool HasPropertyBlock() => _values != null; // Renderer.HasPropertyBlock

        public void SetPropertyBlock(MaterialPropertyBlock properties) // Renderer.SetPropertyBlock
        {
            Check("SetPropertyBlock");
            _values = properties == null ? null : new Dictionary<int, object>(properties.Values);
        }

        public void GetPropertyBlock(MaterialPropertyBlock properties) // Renderer.GetPropertyBlock
        {
            Check("GetPropertyBlock");
            properties.Values = _values == null ? new Dictionary<int, object>() : new Dictionary<int, object>(_values);
        }

        internal object ValueOf(string property)
        {
            object value = null;
            _values?.TryGetValue(Shader.PropertyToID(property), out value);
            return value;
        }
    }

    public class MeshRenderer : Renderer // MeshRenderer
    {
    }

    public sealed class Camera : Behaviour // Camera
    {
        private static Camera _main;

        public static Camera main // Camera-main
        {
            get
            {
                if (_main != null || Player.Current == null) return _main;
                foreach (GameObject some in Player.Current.Objects)
                    if (some.tag == "MainCamera" && some.TryGetComponent(out Camera found)) return found;
                return null;
            }
            internal set { _main = value; }
        }

        public RenderTexture targetTexture { get; set; } // Camera-targetTexture

        public int cullingMask { get; set; } = -1; // Camera-cullingMask

        public float aspect { get; set; } = 16 / 9f; // Camera-aspect

        public float fieldOfView { get; set; } = 60; // Camera-fieldOfView

        public float nearClipPlane { get; set; } = 0.3f; // Camera-nearClipPlane

        public float farClipPlane { get; set; } = 1000; // Camera-farClipPlane

        public Matrix4x4 projectionMatrix // Camera-projectionMatrix
        {
            get
            {
                float up = (float)(1 / Math.Tan(fieldOfView * Math.PI / 360));
                float depth = farClipPlane - nearClipPlane;
                return new Matrix4x4(new[]
                {
                    up / aspect, 0, 0, 0,
                    0, up, 0, 0,
                    0, 0, -(farClipPlane + nearClipPlane) / depth, -2 * farClipPlane * nearClipPlane / depth,
                    0, 0, -1, 0,
                });
            }
        }

        /// <summary>What it sees, painted into its target.</summary>
        internal Action<RenderTexture> Sees { get; set; }

        internal int Renders { get; private set; }

        /// <summary>How large it sees what rectangles lie on; 0 where it looks away from them.</summary>
        internal float PixelsPerUnit { get; set; } = 1;

        internal bool Draws(GameObject some) => (cullingMask & 1 << some.layer) != 0;

        public void Render() // Camera.Render
        {
            Check("Render");
            Renders++;
            if (targetTexture != null) Sees?.Invoke(targetTexture);
        }

        public Ray ScreenPointToRay(Vector3 pos) => new Ray { Point = pos }; // Camera.ScreenPointToRay
    }
}

namespace UnityEngine.Rendering
{
    public enum GraphicsDeviceType // Rendering.GraphicsDeviceType
    {
        Null = 4, // Rendering.GraphicsDeviceType.Null
        OpenGLCore = 17, // Rendering.GraphicsDeviceType.OpenGLCore
        Vulkan = 21, // Rendering.GraphicsDeviceType.Vulkan
    }

    public static class AsyncGPUReadback // Rendering.AsyncGPUReadback
    {
        private const int Ticks = 2;
        private static readonly List<KeyValuePair<int, Action>> Waiting = new List<KeyValuePair<int, Action>>();

        internal static int Pending => Waiting.Count;

        internal static bool Fails { get; set; }

        public static AsyncGPUReadbackRequest Request( // Rendering.AsyncGPUReadback.Request
            Texture src, int mipIndex, TextureFormat dstFormat, Action<AsyncGPUReadbackRequest> callback)
        {
            src.Check("AsyncGPUReadback.Request");
            var memory = new NativeMemory<byte>((byte[])src.Shown.Clone());
            var request = new AsyncGPUReadbackRequest(memory, src.width, src.height, Fails);
            Waiting.Add(new KeyValuePair<int, Action>(Time.frameCount + Ticks, () =>
            {
                callback(request);
                memory.Version++;
            }));
            return request;
        }

        public static void WaitAllRequests() // Rendering.AsyncGPUReadback.WaitAllRequests
        {
            MainThread.Check("WaitAllRequests");
            while (Waiting.Count > 0) Run();
        }

        internal static void Advance()
        {
            while (Waiting.Count > 0 && Waiting[0].Key <= Time.frameCount) Run();
        }

        internal static void Reset()
        {
            Waiting.Clear();
            Fails = false;
        }

        private static void Run()
        {
            Action first = Waiting[0].Value;
            Waiting.RemoveAt(0);
            Messages.Call(first, null);
        }
    }

    public struct AsyncGPUReadbackRequest // Rendering.AsyncGPUReadbackRequest
    {
        private readonly NativeMemory<byte> _memory;

        internal AsyncGPUReadbackRequest(NativeMemory<byte> memory, int width, int height, bool hasError)
        {
            _memory = memory;
            this.width = width;
            this.height = height;
            this.hasError = hasError;
        }

        public bool hasError { get; } // Rendering.AsyncGPUReadbackRequest-hasError

        public int width { get; } // Rendering.AsyncGPUReadbackRequest-width

        public int height { get; } // Rendering.AsyncGPUReadbackRequest-height

        public NativeArray<T> GetData<T>(int layer = 0) where T : struct // Rendering.AsyncGPUReadbackRequest.GetData
        {
            return new NativeArray<T>((NativeMemory<T>)(object)_memory);
        }
    }
}

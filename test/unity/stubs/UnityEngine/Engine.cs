// Pages are under https://docs.unity3d.com/2021.3/Documentation/ScriptReference/, named at the end of each line.
using System;
using System.Collections.Generic;

namespace UnityEngine
{
    public static class Application // Application
    {
        private static bool _isPlaying;

        public static bool isPlaying // Application-isPlaying
        {
            get { MainThread.Check("isPlaying"); return _isPlaying; }
            internal set { _isPlaying = value; }
        }

        public static bool isEditor => true; // Application-isEditor

        public static bool isFocused { get; internal set; } = true; // Application-isFocused

        public static bool isBatchMode => true; // Application-isBatchMode

        public static bool runInBackground { get; set; } // Application-runInBackground

        public static string unityVersion => "2021.3.0f1"; // Application-unityVersion

        public static string productName => "Stub"; // Application-productName

        public static string dataPath => Environment.CurrentDirectory; // Application-dataPath

        public static RuntimePlatform platform => RuntimePlatform.LinuxEditor; // Application-platform

        public static event Action quitting; // Application-quitting

        internal static void Quitting() => quitting?.Invoke();

        internal static void Reset()
        {
            runInBackground = false;
            isFocused = true;
        }
    }

    public enum RuntimePlatform // RuntimePlatform
    {
        LinuxEditor = 16, // RuntimePlatform.LinuxEditor
        WebGLPlayer = 17, // RuntimePlatform.WebGLPlayer
    }

    public static class Debug // Debug
    {
        internal static readonly List<LogLine> Lines = new List<LogLine>();

        public static void Log(object message) => Add("log", message, null); // Debug.Log

        public static void Log(object message, Object context) => Add("log", message, context); // Debug.Log

        public static void LogWarning(object message, Object context) => Add("warning", message, context); // Debug.LogWarning

        public static void LogError(object message) => Add("error", message, null); // Debug.LogError

        public static void LogError(object message, Object context) => Add("error", message, context); // Debug.LogError

        public static void LogException(Exception exception, Object context) => Add("exception", exception, context); // Debug.LogException

        private static void Add(string kind, object message, Object context)
        {
            lock (Lines) Lines.Add(new LogLine(kind, Convert.ToString(message), context));
        }
    }

    /// <summary>One line of the console.</summary>
    internal struct LogLine
    {
        public LogLine(string kind, string text, Object context)
        {
            Kind = kind;
            Text = text;
            Context = context;
        }

        public string Kind { get; }

        public string Text { get; }

        public Object Context { get; }

        public override string ToString() => $"{Kind}: {Text}";
    }

    public static class Time // Time
    {
        private static readonly System.Diagnostics.Stopwatch Watch = System.Diagnostics.Stopwatch.StartNew();
        private static float _deltaTime;
        private static double _time;
        private static double _before;

        public static float time => (float)_time; // Time-time

        public static float timeScale { get; set; } = 1; // Time-timeScale

        public static float deltaTime => _deltaTime * timeScale; // Time-deltaTime

        public static float unscaledDeltaTime => _deltaTime; // Time-unscaledDeltaTime

        public static int frameCount { get; private set; } // Time-frameCount

        public static double realtimeSinceStartupAsDouble => Watch.Elapsed.TotalSeconds; // Time-realtimeSinceStartupAsDouble

        public static float realtimeSinceStartup => (float)realtimeSinceStartupAsDouble; // Time-realtimeSinceStartup

        internal static void Advance(double seconds)
        {
            _deltaTime = (float)seconds;
            _time += (realtimeSinceStartupAsDouble - _before) * timeScale;
            _before = realtimeSinceStartupAsDouble;
            frameCount++;
        }
    }

    public static class Screen // Screen
    {
        public static int width { get; internal set; } = 1280; // Screen-width

        public static int height { get; internal set; } = 720; // Screen-height
    }

    public static class SystemInfo // SystemInfo
    {
        public static bool supportsAsyncGPUReadback { get; internal set; } = true; // SystemInfo-supportsAsyncGPUReadback

        public static Rendering.GraphicsDeviceType graphicsDeviceType => Rendering.GraphicsDeviceType.Vulkan; // SystemInfo-graphicsDeviceType

        public static string graphicsDeviceName => "none"; // SystemInfo-graphicsDeviceName

        public static bool graphicsUVStartsAtTop => true; // SystemInfo-graphicsUVStartsAtTop
    }

    public enum ColorSpace // ColorSpace
    {
        Gamma = 0, // ColorSpace.Gamma
        Linear = 1, // ColorSpace.Linear
    }

    public static class QualitySettings // QualitySettings
    {
        public static ColorSpace activeColorSpace => ColorSpace.Linear; // QualitySettings-activeColorSpace
    }

    public enum CursorLockMode // CursorLockMode
    {
        None = 0, // CursorLockMode.None
        Locked = 1, // CursorLockMode.Locked
    }

    public static class Cursor // Cursor
    {
        public static CursorLockMode lockState { get; set; } // Cursor-lockState

        public static bool visible { get; set; } = true; // Cursor-visible
    }

    /// <summary>What of the engine is put back before a test, and after a tick.</summary>
    internal static class Engine
    {
        public static void Reset()
        {
            lock (Debug.Lines) Debug.Lines.Clear();
            Application.Reset();
            Time.timeScale = 1;
            Input.Reset();
            Rendering.AsyncGPUReadback.Reset();
            Graphics.Blits = 0;
            RenderTexture.active = null;
            Cursor.lockState = CursorLockMode.None;
        }

        public static void EndTick() => Input.EndTick();
    }
}

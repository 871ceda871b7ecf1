// Pages are under https://docs.unity3d.com/2021.3/Documentation/ScriptReference/, named at the end of each line.
using System;
using System.Collections.Generic;

namespace UnityEditor
{
    public static class EditorApplication // EditorApplication
    {
        public delegate void CallbackFunction(); // EditorApplication.CallbackFunction

        public static CallbackFunction update; // EditorApplication-update

        private static readonly System.Diagnostics.Stopwatch Watch = System.Diagnostics.Stopwatch.StartNew();

        public static double timeSinceStartup => Watch.Elapsed.TotalSeconds; // EditorApplication-timeSinceStartup

        public static CallbackFunction delayCall; // EditorApplication-delayCall

        public static bool isPlayingOrWillChangePlaymode { get; internal set; } // EditorApplication-isPlayingOrWillChangePlaymode

        /// <summary>Lets the editor run for one turn.</summary>
        internal static void Turn()
        {
            CallbackFunction delayed = delayCall;
            delayCall = null;
            delayed?.Invoke();
            update?.Invoke();
        }
    }

    public static class AssemblyReloadEvents // AssemblyReloadEvents
    {
        public delegate void AssemblyReloadCallback(); // AssemblyReloadEvents.AssemblyReloadCallback

        public static event AssemblyReloadCallback beforeAssemblyReload; // AssemblyReloadEvents-beforeAssemblyReload

        internal static void Reload()
        {
            beforeAssemblyReload?.Invoke();
            beforeAssemblyReload = null;
        }
    }

    public static class SessionState // SessionState
    {
        private static readonly Dictionary<string, string> Values = new Dictionary<string, string>();

        public static string GetString(string key, string defaultValue) => // SessionState.GetString
            Values.TryGetValue(key, out string value) ? value : defaultValue;

        public static void SetString(string key, string value) => Values[key] = value; // SessionState.SetString

        internal static void Forget() => Values.Clear();
    }

    [AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
    public sealed class MenuItem : Attribute // MenuItem
    {
        public MenuItem(string itemName) // MenuItem
        {
            menuItem = itemName;
        }

        public string menuItem; // MenuItem-menuItem

        public int priority; // MenuItem-priority
    }

    public enum BuildTarget // BuildTarget
    {
        StandaloneLinux64 = 24, // BuildTarget.StandaloneLinux64
        WebGL = 20, // BuildTarget.WebGL
    }

    public class EditorUserBuildSettings // EditorUserBuildSettings
    {
        public static BuildTarget activeBuildTarget { get; internal set; } = BuildTarget.StandaloneLinux64; // EditorUserBuildSettings-activeBuildTarget
    }

    public sealed class ObjectNames // ObjectNames
    {
        public static string NicifyVariableName(string name) => name.Length == 0 ? name : char.ToUpperInvariant(name[0]) + name.Substring(1); // ObjectNames.NicifyVariableName
    }
}

using UnityEngine;

namespace Worldport
{
    /// <summary>What has to end when the game, play mode or the scripts end, beyond what components do when disabled.</summary>
    internal static class SessionLifetime
    {
        private static bool _isWatching;

        /// <summary>Watches for the end, from the first call on.</summary>
        public static void Watch()
        {
            if (_isWatching) return;
            _isWatching = true;
            Application.quitting += End;
#if UNITY_EDITOR
            UnityEditor.AssemblyReloadEvents.beforeAssemblyReload += End;
#endif
        }

        /// <summary>
        /// Without a domain reload, what is static is still there when play mode starts again. Sessions are gone by then.
        /// </summary>
        [RuntimeInitializeOnLoadMethod(RuntimeInitializeLoadType.SubsystemRegistration)]
        private static void Reset()
        {
            LaunchedServers.EndAll();
            ResumeToken.Reset();
            WorldportSession.ForgetSessions();
        }

        private static void End()
        {
            WorldportSession.EndAll(isQuitting: !Application.isEditor);
            LaunchedServers.EndAll();
        }
    }
}

using UnityEditor;
using UnityEngine;
using UnityEngine.Rendering;

namespace Worldport.Editor
{
    /// <summary>Which Unity, graphics and optional packages there are.</summary>
    internal static class EnvironmentCheck
    {
#if WORLDPORT_INPUT_SYSTEM
        private const bool HasInputSystem = true;
#else
        private const bool HasInputSystem = false;
#endif
#if WORLDPORT_UGUI
        private const bool HasUgui = true;
#else
        private const bool HasUgui = false;
#endif
#if WORLDPORT_WEBRTC
        private const bool HasWebRtc = true;
#else
        private const bool HasWebRtc = false;
#endif

        public static void Run(SelfTestReport report)
        {
            report.Say("Unity", $"{Application.unityVersion} on {Application.platform}");
            report.Say("graphics", $"{SystemInfo.graphicsDeviceType}, {SystemInfo.graphicsDeviceName}");
            report.Say("color space", QualitySettings.activeColorSpace);
            report.Say("Input System package", HasInputSystem ? "present" : "absent");
            report.Say("Unity UI package", HasUgui ? "present" : "absent: no RawImage as target");
            report.Say("WebRTC package", HasWebRtc ? "present" : "absent: no Worldport Video Receiver");
            if (SystemInfo.graphicsDeviceType == GraphicsDeviceType.Null)
                report.Warn("There is no graphics device (-nographics): pictures are not uploaded. Start the editor without that flag.");
            else report.Pass("there is a graphics device");
            if (SystemInfo.supportsAsyncGPUReadback) report.Pass("the camera can be read back (AsyncGPUReadback)");
            else report.Warn("The graphics device can't read back without waiting, so Worldport Camera Source does not work on it. Use Vulkan, Direct3D or Metal.");
            if (EditorUserBuildSettings.activeBuildTarget == BuildTarget.WebGL)
                report.Warn("The build target is WebGL, where Worldport does not run. Choose a desktop target.");
        }
    }
}

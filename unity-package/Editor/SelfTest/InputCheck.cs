namespace Worldport.Editor
{
    /// <summary>Which input backends the project has switched on.</summary>
    internal static class InputCheck
    {
#if ENABLE_LEGACY_INPUT_MANAGER
        private const bool IsLegacyOn = true;
#else
        private const bool IsLegacyOn = false;
#endif
#if ENABLE_INPUT_SYSTEM
        private const bool IsSystemOn = true;
#else
        private const bool IsSystemOn = false;
#endif
#if WORLDPORT_INPUT_SYSTEM
        private const bool IsSystemInstalled = true;
#else
        private const bool IsSystemInstalled = false;
#endif

        public static void Run(SelfTestReport report) => Run(report, IsLegacyOn, IsSystemOn, IsSystemInstalled);

        /// <summary>Judges what is switched on (Project Settings &gt; Player &gt; Active Input Handling) and installed.</summary>
        internal static void Run(SelfTestReport report, bool isLegacyOn, bool isSystemOn, bool isSystemInstalled)
        {
            report.Say("active input handling", isLegacyOn && isSystemOn ? "both" : isSystemOn ? "Input System" : isLegacyOn ? "Input Manager (legacy)" : "none");
            if (isSystemOn && isSystemInstalled) report.Pass("Worldport Bindings read the Input System");
            else if (isLegacyOn) report.Pass("Worldport Bindings read the Input Manager");
            else if (isSystemOn)
                report.Fail("The Input System is switched on but its package is not installed, so there is no input. Install it with the Package Manager.");
            else report.Fail("No input backend is switched on. Choose one in Project Settings > Player > Active Input Handling.");
        }
    }
}

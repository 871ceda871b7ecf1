using NUnit.Framework;

namespace Worldport.Editor.Tests
{
    [TestFixture]
    public class SelfTestTests
    {
        private static SelfTestReport Input(bool isLegacyOn, bool isSystemOn, bool isSystemInstalled)
        {
            var report = new SelfTestReport();
            InputCheck.Run(report, isLegacyOn, isSystemOn, isSystemInstalled);
            return report;
        }

        [Test]
        public void A_project_with_either_input_backend_passes()
        {
            Assert.AreEqual(0, Input(true, false, false).Failures);
            Assert.AreEqual(0, Input(false, true, true).Failures);
            StringAssert.Contains("read the Input System", Input(true, true, true).ToString());
        }

        [Test]
        public void A_project_without_input_is_told_what_to_do()
        {
            StringAssert.Contains("Install it with the Package Manager", Input(false, true, false).ToString());
            StringAssert.Contains("Active Input Handling", Input(false, false, false).ToString());
        }

        [Test]
        public void The_report_counts_and_keeps_the_order()
        {
            var report = new SelfTestReport();
            report.Say("Unity", "2021.3");
            report.Pass("this works");
            report.Warn("Look at that.");
            StringAssert.StartsWith("[Worldport] Self-test: works, with 1 things to look at.\n", report.ToString());
            report.Fail("That does not.");
            Assert.AreEqual(
                "[Worldport] Self-test: 1 of the checks failed.\n      Unity: 2021.3\nok    this works\nlook  Look at that.\nFAIL  That does not.",
                report.ToString());
        }

        [Test]
        public void A_picture_that_comes_back_upside_down_or_in_other_colours_is_a_failure()
        {
            byte[] upright = new byte[32];
            byte[] topDown =
            {
                255, 0, 0, 255, 0, 255, 0, 255, 0, 0, 255, 255, 255, 255, 255, 255,
                0, 0, 0, 255, 64, 64, 64, 255, 128, 128, 128, 255, 192, 192, 192, 255,
            };
            System.Buffer.BlockCopy(topDown, 16, upright, 0, 16);
            System.Buffer.BlockCopy(topDown, 0, upright, 16, 16);
            StringAssert.StartsWith("ok", Judged(upright));
            StringAssert.Contains("upside down", Judged(topDown));
            upright[8] = 190;
            StringAssert.Contains("off by up to 62", Judged(upright));
        }

        private static string Judged(byte[] shown)
        {
            var report = new SelfTestReport();
            TextureCheck.Judge(report, shown);
            return report.Lines[0];
        }
    }
}

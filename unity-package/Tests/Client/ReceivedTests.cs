using System;
using System.Collections.Generic;
using NUnit.Framework;

namespace Worldport.Client.Tests
{
    [TestFixture]
    public class ReceivedTests
    {
        private static readonly string[] Names = { "plain", "stripes" };

        [Test]
        public void Reads_what_fits()
        {
            Assert.AreEqual(2.0, Received.Number(2L));
            Assert.AreEqual(3, Received.Int(3.0));
            Assert.AreEqual(1, Received.Choice("stripes", Names));
            CollectionAssert.AreEqual(new[] { 1.0, 2.5 }, Received.List(new List<object> { 1L, 2.5 }, item => Received.Number(item)));
        }

        [Test]
        public void Says_what_came_instead()
        {
            StringAssert.Contains("sent \"x\" where a number", Assert.Throws<FormatException>(() => Received.Number("x")).Message);
            StringAssert.Contains("sent 2.5 where a whole number", Assert.Throws<FormatException>(() => Received.Long(2.5)).Message);
            StringAssert.Contains("of 32 bits", Assert.Throws<FormatException>(() => Received.Int(1L << 40)).Message);
            StringAssert.Contains("one of plain, stripes", Assert.Throws<FormatException>(() => Received.Choice("dots", Names)).Message);
            StringAssert.Contains("sent nothing where a map", Assert.Throws<FormatException>(() => new Received(null)).Message);
            StringAssert.Contains("no field \"x\"", Assert.Throws<FormatException>(() => new Received(new Dictionary<string, object>()).Required("x")).Message);
        }

        [Test]
        public void Args_leave_out_what_is_null_and_refuse_numbers_cast_to_a_choice()
        {
            CollectionAssert.AreEqual(new[] { "b" }, new CommandArgs().Set("a", 1).Set("a", null).Set("b", 2).Keys);
            StringAssert.Contains("no member 7", Assert.Throws<ArgumentOutOfRangeException>(() => CommandArgs.Choice(Names, 7)).Message);
        }
    }
}

using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using Worldport.Client;
using Worldport.Codegen;

/// <summary>What the Unity editor writes, for a test to compare: documents, and texts of numbers.</summary>
internal static class Emit
{
    /// <summary><c>documents &lt;folder&gt;</c>: every *.worldport gets a *.json beside it. <c>numbers &lt;file&gt;</c>: bits in hex, one a line → texts.</summary>
    private static int Main(string[] args)
    {
        // A machine whose culture writes numbers with a comma must give the same text.
        CultureInfo.CurrentCulture = new CultureInfo("de-DE");
        if (args[0] == "numbers")
        {
            IEnumerable<string> texts = File.ReadLines(args[1])
                .Select(bits => NumberText.Of(BitConverter.Int64BitsToDouble(long.Parse(bits, NumberStyles.HexNumber))));
            Console.Out.Write(string.Join("\n", texts));
            return 0;
        }
        foreach (string file in Directory.GetFiles(args[1], "*.worldport"))
        {
            var document = (Dictionary<string, object>)JsonReader.Read(File.ReadAllText(file));
            File.WriteAllText(Path.ChangeExtension(file, ".json"), JsonText.Indented(document));
        }
        return 0;
    }
}

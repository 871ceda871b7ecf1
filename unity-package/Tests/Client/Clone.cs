using System;
using System.IO;
using NUnit.Framework;

namespace Worldport.Client.Tests
{
    /// <summary>
    /// Where a clone of the repository lies: its vectors and server are what the client is tested with. Named by the
    /// environment variable WORLDPORT_CLONE.
    /// </summary>
    internal static class Clone
    {
        public const string Variable = "WORLDPORT_CLONE";

        /// <summary>The folder; without it the test is ignored, and says what it wants.</summary>
        public static string Folder
        {
            get
            {
                string folder = Environment.GetEnvironmentVariable(Variable);
                if (string.IsNullOrEmpty(folder) || !Directory.Exists(Path.Combine(folder, "shared-schema", "vectors")))
                    Assert.Ignore($"Set {Variable} to the folder of a clone of the Worldport repository in which npm install has run; it is \"{folder}\".");
                return folder;
            }
        }

        /// <summary>The Node that runs the server.</summary>
        public static string Node
        {
            get
            {
                string node = Environment.GetEnvironmentVariable("WORLDPORT_NODE");
                return string.IsNullOrEmpty(node) ? "node" : node;
            }
        }

        public static string ToyModel => Path.Combine(Folder, "test", "unity", "csharp", "models", "toy.ts");

        public static string ReadVectors(string name) =>
            File.ReadAllText(Path.Combine(Folder, "shared-schema", "vectors", name + ".json"));
    }
}

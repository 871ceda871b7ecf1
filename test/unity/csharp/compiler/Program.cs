using System;
using System.IO;
using System.Reflection;

namespace Worldport.Compiler
{
    /// <summary>
    /// Keeps mcs warm: each line of standard input names a response file, which is compiled; the answer is one line with
    /// <c>ok</c> or <c>failed</c>, after the compiler's messages, each with a tab in front. The argument is the path of mcs.exe.
    /// </summary>
    internal static class Program
    {
        private static void Main(string[] args)
        {
            MethodInfo compile = Assembly.LoadFrom(args[0])
                .GetType("Mono.CSharp.CompilerCallableEntryPoint", true)
                .GetMethod("InvokeCompiler", BindingFlags.Static | BindingFlags.Public);
            for (string line = Console.ReadLine(); line != null; line = Console.ReadLine())
            {
                var messages = new StringWriter();
                bool isWhole = (bool)compile.Invoke(null, new object[] { new[] { "@" + line }, messages });
                foreach (string message in messages.ToString().Split('\n'))
                    if (message.Trim().Length > 0) Console.WriteLine("\t" + message.Trim());
                Console.WriteLine(isWhole ? "ok" : "failed");
            }
        }
    }
}

// Runs inside the WebAssembly build of Roslyn, which compiles it first: what /job.txt asks for → one line of outcome for
// each unit. It uses only what that trimmed build has kept.
using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

// Fields that Unity fills in, events nobody subscribes to, and versions of the base library.
var ignored = new HashSet<string> { "CS0649", "CS0414", "CS0169", "CS0067", "CS1701", "CS1702" };
var images = new Dictionary<string, MetadataReference>();
var name = "";
var defines = new List<string>();
var sources = new List<(string File, string Path)>();
var references = new List<MetadataReference>();
foreach (string line in TextOf("/job.txt").Split('\n'))
{
    string[] words = line.Split('\t');
    switch (words[0])
    {
        case "unit": name = words[1]; break;
        case "define": defines.Add(words[1]); break;
        case "source": sources.Add((words[1], words[2])); break;
        case "library":
            if (!images.ContainsKey(words[1])) images[words[1]] = MetadataReference.CreateFromStream(new MemoryStream(File.ReadAllBytes(words[1])));
            references.Add(images[words[1]]);
            break;
        case "reference": if (images.TryGetValue(words[1], out var image)) references.Add(image); break;
        case "compile":
            Compile(words[1]);
            defines = new List<string>();
            sources = new List<(string, string)>();
            references = new List<MetadataReference>();
            break;
    }
}

string TextOf(string file) => Encoding.UTF8.GetString(File.ReadAllBytes(file)).TrimStart('\ufeff');

void Compile(string key)
{
    var options = CSharpParseOptions.Default.WithLanguageVersion(LanguageVersion.CSharp9).WithPreprocessorSymbols(defines);
    var trees = sources.Select(source => CSharpSyntaxTree.ParseText(SourceText.From(TextOf(source.File)), options, source.Path)).ToArray();
    var compilation = CSharpCompilation.Create(name, trees, references, new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
    var assembly = new MemoryStream();
    var result = compilation.Emit(assembly);
    var problems = result.Diagnostics.Where(one => one.Severity >= DiagnosticSeverity.Warning && !ignored.Contains(one.Id)).ToList();
    if (result.Success)
    {
        assembly.Position = 0;
        images[key] = MetadataReference.CreateFromStream(assembly);
    }
    foreach (var problem in problems.Take(20)) Console.WriteLine("\t" + problem.ToString());
    Console.WriteLine((result.Success && problems.Count == 0 ? "ok\t" : "failed\t") + key);
}

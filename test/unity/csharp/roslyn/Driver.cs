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
var known = new Dictionary<string, MetadataReference>();
var trees = new Dictionary<string, SyntaxTree>();
var unit = new Unit();
foreach (string line in TextOf("/job.txt").Split('\n'))
{
    string[] words = line.Split('\t');
    switch (words[0])
    {
        case "unit": unit = new Unit { Name = words[1] }; break;
        case "define": unit.Defines.Add(words[1]); break;
        case "source": unit.Sources.Add((words[1], words[2])); break;
        case "library":
            if (!known.ContainsKey(words[1])) known[words[1]] = MetadataReference.CreateFromStream(new MemoryStream(File.ReadAllBytes(words[1])));
            unit.References.Add(known[words[1]]);
            break;
        case "reference": if (known.TryGetValue(words[1], out var reference)) unit.References.Add(reference); break;
        case "check": Compile(words[1], false); break;
        case "emit": Compile(words[1], true); break;
    }
}

string TextOf(string file) => Encoding.UTF8.GetString(File.ReadAllBytes(file)).TrimStart('\ufeff');

// Setups share what they can: a file is parsed once for each set of symbols it names, and an assembly refers to the
// compilation of another, not to its bytes, so that nothing is written and read again.
SyntaxTree TreeOf(string file, string path)
{
    string text = TextOf(file);
    var defines = unit.Defines.Where(text.Contains).ToList();
    string key = file + " " + string.Join(" ", defines);
    var options = CSharpParseOptions.Default.WithLanguageVersion(LanguageVersion.CSharp9).WithPreprocessorSymbols(defines);
    if (!trees.ContainsKey(key)) trees[key] = CSharpSyntaxTree.ParseText(SourceText.From(text), options, path);
    return trees[key];
}

void Compile(string key, bool emits)
{
    var sources = unit.Sources.Select(source => TreeOf(source.File, source.Path));
    var compilation = CSharpCompilation.Create(unit.Name, sources, unit.References, new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
    var told = emits ? compilation.Emit(new MemoryStream()).Diagnostics : compilation.GetDiagnostics();
    var problems = told.Where(one => one.Severity >= DiagnosticSeverity.Warning && !ignored.Contains(one.Id)).ToList();
    if (problems.Count == 0) known[key] = compilation.ToMetadataReference();
    foreach (var problem in problems.Take(20)) Console.WriteLine("\t" + problem.ToString());
    Console.WriteLine((problems.Count == 0 ? "ok\t" : "failed\t") + key);
}

class Unit
{
    public string Name = "";
    public readonly List<string> Defines = new List<string>();
    public readonly List<(string File, string Path)> Sources = new List<(string, string)>();
    public readonly List<MetadataReference> References = new List<MetadataReference>();
}

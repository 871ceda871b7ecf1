using System.Runtime.CompilerServices;

[assembly: InternalsVisibleTo("Worldport.Editor.Tests")]

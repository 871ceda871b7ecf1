using System.Runtime.CompilerServices;

[assembly: InternalsVisibleTo("Worldport.Components.Tests")]
[assembly: InternalsVisibleTo("Worldport.Editor.Tests")]

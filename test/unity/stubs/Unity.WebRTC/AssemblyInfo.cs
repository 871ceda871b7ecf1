using System.Runtime.CompilerServices;

[assembly: InternalsVisibleTo("Worldport.Components.Tests")]

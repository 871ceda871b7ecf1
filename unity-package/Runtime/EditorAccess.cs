using System.Runtime.CompilerServices;

// The self-test uploads a known picture the way the components do.
[assembly: InternalsVisibleTo("Worldport.Editor")]

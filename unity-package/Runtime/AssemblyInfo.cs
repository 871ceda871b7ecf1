using System.Runtime.CompilerServices;

// The optional assembly looks for sessions and tells problems as every component does.
[assembly: InternalsVisibleTo("Worldport.WebRtc")]

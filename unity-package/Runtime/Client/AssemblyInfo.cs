using System.Runtime.CompilerServices;

// Tests send what a right client never sends, and look at what is pooled.
[assembly: InternalsVisibleTo("Worldport.Client.Tests")]

// The video receiver takes the same addresses as the client.
[assembly: InternalsVisibleTo("Worldport.WebRtc")]

// The self-test reads a frame that no server sent; the window asks a server by the addresses a session takes.
[assembly: InternalsVisibleTo("Worldport.Editor")]

using System.Runtime.CompilerServices;

[assembly: InternalsVisibleTo("UnityEngine.UI")]
[assembly: InternalsVisibleTo("Unity.InputSystem")]
[assembly: InternalsVisibleTo("Unity.WebRTC")]
[assembly: InternalsVisibleTo("UnityEditor")]
[assembly: InternalsVisibleTo("Worldport.Components.Tests")]
[assembly: InternalsVisibleTo("Worldport.Editor.Tests")]

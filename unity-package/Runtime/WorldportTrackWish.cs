using System;
using UnityEngine;
using Worldport.Client;

namespace Worldport
{
    /// <summary>In which form a session wants one <c>out</c> track. Zero leaves a wish open.</summary>
    [Serializable]
    public sealed class WorldportTrackWish
    {
        [SerializeField]
        [Tooltip("Name of the out track in the schema.")]
        private string _track = "main";

        [SerializeField]
        [Min(0)]
        [Tooltip("Wider pictures are made smaller by the server, in pixels. 0: as they are.")]
        private int _maxWidth;

        [SerializeField]
        [Min(0)]
        [Tooltip("Higher pictures are made smaller by the server, in pixels. 0: as they are.")]
        private int _maxHeight;

        [SerializeField]
        [Min(0)]
        [Tooltip("Frames beyond this many a second are skipped. 0: all.")]
        private float _maxFps;

        [SerializeField]
        [Tooltip("Asks for JPEG, for links that can't carry raw pixels. Costs decoding on the main thread and memory for each frame.")]
        private bool _jpeg;

        [SerializeField]
        [Range(0, 8)]
        [Tooltip("Frames that may be under way at once, 1 to 8. 0: 2.")]
        private int _credit;

        /// <summary>Name of the <c>out</c> track.</summary>
        public string Track
        {
            get => _track;
            set => _track = value;
        }

        /// <summary>Widest picture, in pixels; 0 for as it is.</summary>
        public int MaxWidth
        {
            get => _maxWidth;
            set => _maxWidth = value;
        }

        /// <summary>Highest picture, in pixels; 0 for as it is.</summary>
        public int MaxHeight
        {
            get => _maxHeight;
            set => _maxHeight = value;
        }

        /// <summary>Most frames a second; 0 for all.</summary>
        public float MaxFps
        {
            get => _maxFps;
            set => _maxFps = value;
        }

        /// <summary>Whether to ask for JPEG.</summary>
        public bool Jpeg
        {
            get => _jpeg;
            set => _jpeg = value;
        }

        /// <summary>Frames under way, 1 to 8; 0 for the server's choice.</summary>
        public int Credit
        {
            get => _credit;
            set => _credit = value;
        }

        internal TrackWish ToWish() => new TrackWish
        {
            Formats = _jpeg ? new[] { "jpeg", "rgba8" } : new[] { "rgba8" },
            MaxWidth = _maxWidth,
            MaxHeight = _maxHeight,
            MaxFps = _maxFps,
            Credit = _credit,
        };
    }
}

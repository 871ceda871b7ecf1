using UnityEngine;

namespace Worldport
{
    /// <content>What can be set.</content>
    public sealed partial class WorldportCameraSource
    {
        /// <summary>Where neither the component nor the track names a rate.</summary>
        private const double DefaultRate = 15;

        [SerializeField]
        [Tooltip("The session that gets the pictures. Empty: one on this object or above it, else the first that is enabled.")]
        private WorldportSession _session;

        [SerializeField]
        [Tooltip("The camera. Empty: one on this object, else the main camera.")]
        private Camera _camera;

        [SerializeField]
        [Tooltip("Name of the in track. Empty: the first.")]
        private string _track = "";

        [SerializeField]
        [Min(0)]
        [Tooltip("Width of the pictures, in pixels. 0: the track's.")]
        private int _width;

        [SerializeField]
        [Min(0)]
        [Tooltip("Height of the pictures, in pixels. 0: the track's.")]
        private int _height;

        [SerializeField]
        [Min(0)]
        [Tooltip("Pictures per second. 0: the track's rate. Each costs one more drawing of the camera.")]
        private float _rate = 15;

        [SerializeField]
        [Tooltip("Turns the rows over: the engine's first is the bottom. Switch it off if the model sees the picture upside down.")]
        private bool _flip = true;

        [SerializeField]
        [Tooltip("Sends the camera's pose, projection and depth range with each picture.")]
        private bool _sendPose = true;

        /// <summary>The session that gets the pictures; null to look for one.</summary>
        public WorldportSession Session
        {
            get => _session;
            set => _session = value;
        }

        /// <summary>The camera; null for the main camera.</summary>
        public Camera Camera
        {
            get => _camera;
            set => _camera = value;
        }

        /// <summary>Name of the <c>in</c> track; "" for the first.</summary>
        public string Track
        {
            get => _track;
            set => _track = value ?? "";
        }

        /// <summary>Width of the pictures in pixels; 0 for the track's.</summary>
        public int Width
        {
            get => _width;
            set => _width = value;
        }

        /// <summary>Height of the pictures in pixels; 0 for the track's.</summary>
        public int Height
        {
            get => _height;
            set => _height = value;
        }

        /// <summary>Pictures per second; 0 for the track's rate.</summary>
        public float Rate
        {
            get => _rate;
            set => _rate = value;
        }

        /// <summary>Whether rows are turned over.</summary>
        public bool Flip
        {
            get => _flip;
            set => _flip = value;
        }

        /// <summary>Whether pose and projection go along.</summary>
        public bool SendPose
        {
            get => _sendPose;
            set => _sendPose = value;
        }
    }
}

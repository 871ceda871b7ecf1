using UnityEngine;
#if WORLDPORT_UGUI
using UnityEngine.UI;
#endif

namespace Worldport
{
    /// <content>What can be set and asked.</content>
    public sealed partial class WorldportTexture
    {
        [SerializeField]
        [Tooltip("The session whose picture is shown. Empty: one on this object or above it, else the first that is enabled.")]
        private WorldportSession _session;

        [SerializeField]
        [Tooltip("Shows this instead of the session's picture: a Worldport Video Receiver.")]
        private WorldportPictureSource _source;

        [SerializeField]
        [Tooltip("Name of the out track. Empty: the first.")]
        private string _track = "";

        [SerializeField]
        [Tooltip("Gets the picture as a property of its material, by a property block. Empty: the renderer on this object, if there is no other target.")]
        private Renderer _renderer;

        [SerializeField]
        [Tooltip("The material's texture property.")]
        private WorldportProperty _property = WorldportProperty.Automatic;

        [SerializeField]
        [Tooltip("Name of the property, if it is Custom.")]
        private string _customProperty = "_MainTex";

        [SerializeField]
        [Tooltip("Gets a copy of every picture, in the render texture's own size.")]
        private RenderTexture _renderTexture;

#if WORLDPORT_UGUI
        [SerializeField]
        [Tooltip("Gets the picture as its texture. Empty: the UI image on this object, if there is no other target.")]
        private RawImage _rawImage;
#endif

        [SerializeField]
        [Tooltip("Where the rows are turned over: pictures begin at the top, Unity's textures at the bottom.")]
        private WorldportFlip _flip = WorldportFlip.OnCopy;

        [SerializeField]
        [Tooltip("Makes mipmaps of every picture, for surfaces far away. Costs time on the graphics card.")]
        private bool _mipmaps;

        [SerializeField]
        [Tooltip("Shown until the first picture comes, and after the component is disabled.")]
        private Texture _placeholder;

        /// <summary>The session whose picture is shown; null to look for one.</summary>
        public WorldportSession Session
        {
            get => _session;
            set
            {
                _session = value;
                LetGo();
            }
        }

        /// <summary>Shown instead of the session's picture; null for the session's.</summary>
        public WorldportPictureSource Source
        {
            get => _source;
            set
            {
                _source = value;
                LetGo();
            }
        }

        /// <summary>Name of the <c>out</c> track; "" for the first.</summary>
        public string Track
        {
            get => _track;
            set
            {
                _track = value ?? "";
                LetGo();
            }
        }

        /// <summary>The renderer that gets the picture; null for none.</summary>
        public Renderer Renderer
        {
            get => _renderer;
            set
            {
                Restore();
                _renderer = value;
            }
        }

        /// <summary>The material's texture property.</summary>
        public WorldportProperty Property
        {
            get => _property;
            set
            {
                Restore();
                _property = value;
            }
        }

        /// <summary>Name of the property for <see cref="WorldportProperty.Custom"/>.</summary>
        public string CustomProperty
        {
            get => _customProperty;
            set
            {
                Restore();
                _customProperty = value;
            }
        }

        /// <summary>The render texture that gets copies; null for none.</summary>
        public RenderTexture RenderTexture
        {
            get => _renderTexture;
            set
            {
                _renderTexture = value;
                _blitted = 0;
            }
        }

#if WORLDPORT_UGUI
        /// <summary>The UI image that gets the picture; null for none.</summary>
        public RawImage RawImage
        {
            get => _rawImage;
            set
            {
                Restore();
                _rawImage = value;
            }
        }
#endif

        /// <summary>Where rows are turned over.</summary>
        public WorldportFlip Flip
        {
            get => _flip;
            set
            {
                _flip = value;
                LetGo();
            }
        }

        /// <summary>Whether mipmaps are made.</summary>
        public bool Mipmaps
        {
            get => _mipmaps;
            set
            {
                _mipmaps = value;
                LetGo();
            }
        }

        /// <summary>Shown while there is no picture; null for what the target shows without it.</summary>
        public Texture Placeholder
        {
            get => _placeholder;
            set => _placeholder = value;
        }

        /// <summary>The picture as it comes, for code: null before the first. Its rows are as <see cref="Flip"/> says.</summary>
        public Texture Texture => _source != null ? _source.Texture : _picture?.Texture;
    }
}

using UnityEngine;
#if WORLDPORT_UGUI
using UnityEngine.UI;
#endif

namespace Worldport
{
    /// <summary>
    /// Shows the pictures of a track on a renderer's material, in a render texture and on a UI image: any of them, or all.
    /// The targets share one texture, which is written once per tick whatever their number.
    /// </summary>
    [AddComponentMenu("Worldport/Worldport Texture")]
    [DefaultExecutionOrder(100)]
    public sealed partial class WorldportTexture : MonoBehaviour
    {
        private static readonly Vector2 Over = new Vector2(1, -1);
        private static readonly Vector2 OverFrom = new Vector2(0, 1);

        private WorldportSession _from;
        private TrackPicture _picture;
        private MaterialPropertyBlock _block;
        private Texture _assigned;
        private bool _isTurned;
        private bool _isApplied;
        private Renderer _onRenderer;
        private string _onName;
        private bool _hadBlock;
        private Texture _rendererBefore;
        private RenderTexture _blittedTo;
        private int _blitted;
#if WORLDPORT_UGUI
        private RawImage _onImage;
        private Texture _imageBefore;
        private Rect _uvBefore;
#endif

        private void OnEnable()
        {
            if (_renderer != null || _renderTexture != null || HasImage) return;
            if (TryGetComponent(out Renderer own)) _renderer = own;
#if WORLDPORT_UGUI
            else if (TryGetComponent(out RawImage image)) _rawImage = image;
#endif
        }

        private void LateUpdate()
        {
            Follow();
            if (_isApplied && IsAimedElsewhere) Restore();
            Texture texture = Texture;
            bool isTurned = texture != null && !IsUpright && _flip == WorldportFlip.OnTarget;
            if (texture == null) texture = _placeholder;
            if (texture == null)
            {
                Restore();
                return;
            }
            if (!ReferenceEquals(texture, _assigned) || isTurned != _isTurned || !_isApplied) Assign(texture, isTurned);
            Copy(texture, isTurned);
        }

        private void OnDisable()
        {
            LetGo();
            Restore();
        }

        private bool IsUpright => _source != null ? _source.IsUpright : _picture == null || _picture.IsUpright;

        private int Version => _source != null ? _source.Version : _picture?.Version ?? 0;

#if WORLDPORT_UGUI
        private bool HasImage => _rawImage != null;

        private bool IsImageAnother => !ReferenceEquals(_rawImage, _onImage);
#else
        private bool HasImage => false;

        private bool IsImageAnother => false;
#endif

        /// <summary>
        /// Whether the targets are others than were written to: the inspector changes fields, and a script a renderer's
        /// material, without a word.
        /// </summary>
        private bool IsAimedElsewhere =>
            !ReferenceEquals(_renderer, _onRenderer) || IsImageAnother || _onRenderer != null && PropertyName() != _onName;

#if WORLDPORT_UGUI
        /// <summary>Part of the picture that the UI image shows, in texture coordinates of a picture that is the right way up.</summary>
        internal Rect Crop => _isApplied ? _uvBefore : _rawImage.uvRect;
#endif

        /// <summary>Takes up the session's picture, and lets it go when the session is gone or another one is meant.</summary>
        private void Follow()
        {
            var form = new PictureForm(_flip == WorldportFlip.OnCopy, _mipmaps);
            if (_picture != null && (_source != null || !IsMeant(_picture, form))) LetGo();
            if (_source != null) return;
            if (_from == null || !_from.isActiveAndEnabled)
            {
                WorldportSession session = WorldportSession.For(this, _session);
                if (session == null || ReferenceEquals(session, _from)) return;
                LetGo();
                _from = session;
            }
            if (_picture == null) _picture = _from.Borrow(_track, form);
        }

        /// <summary>Whether a picture is still the one that is set: the inspector changes fields, and says nothing.</summary>
        private bool IsMeant(TrackPicture picture, in PictureForm form) =>
            picture.Track == _track && picture.Form.Equals(form) && (_session == null || ReferenceEquals(_session, _from));

        private void LetGo()
        {
            if (_picture != null && _from != null) _from.Return(_picture);
            _picture = null;
            _from = null;
            _blitted = 0;
        }

        private void Assign(Texture texture, bool isTurned)
        {
            if (_renderer != null) AssignRenderer(texture, isTurned);
#if WORLDPORT_UGUI
            if (_rawImage != null)
            {
                if (!_isApplied)
                {
                    _imageBefore = _rawImage.texture;
                    _uvBefore = _rawImage.uvRect;
                }
                _rawImage.texture = texture;
                _rawImage.uvRect = isTurned
                    ? new Rect(_uvBefore.x, 1 - _uvBefore.y, _uvBefore.width, -_uvBefore.height)
                    : _uvBefore;
            }
            _onImage = _rawImage;
#endif
            _onRenderer = _renderer;
            _assigned = texture;
            _isTurned = isTurned;
            _isApplied = true;
            _blitted = 0;
        }

        private void AssignRenderer(Texture texture, bool isTurned)
        {
            if (!_isApplied)
            {
                _onName = PropertyName();
                _hadBlock = _renderer.HasPropertyBlock();
                _rendererBefore = TextureOf(_renderer, Shader.PropertyToID(_onName));
            }
            Write(_renderer, texture, isTurned);
        }

        private void Write(Renderer renderer, Texture texture, bool isTurned)
        {
            renderer.GetPropertyBlock(Block);
            Block.SetTexture(Shader.PropertyToID(_onName), texture);
            if (isTurned || _isTurned)
                Block.SetVector(
                    Shader.PropertyToID(_onName + "_ST"), isTurned ? new Vector4(1, -1, 0, 1) : new Vector4(1, 1, 0, 0));
            renderer.SetPropertyBlock(Block);
        }

        /// <summary>What a renderer shows by itself: its property block's texture, else its material's; null for none.</summary>
        private Texture TextureOf(Renderer renderer, int property)
        {
            renderer.GetPropertyBlock(Block);
            Texture texture = Block.GetTexture(property);
            Material material = renderer.sharedMaterial;
            return texture == null && material != null && material.HasProperty(property) ? material.GetTexture(property) : texture;
        }

        private MaterialPropertyBlock Block => _block ?? (_block = new MaterialPropertyBlock());

        private string PropertyName()
        {
            switch (_property)
            {
                case WorldportProperty.BaseMap: return "_BaseMap";
                case WorldportProperty.BaseColorMap: return "_BaseColorMap";
                case WorldportProperty.MainTex: return "_MainTex";
                case WorldportProperty.Custom: return _customProperty;
            }
            Material material = _renderer.sharedMaterial;
            if (material != null && material.HasProperty("_BaseMap")) return "_BaseMap";
            if (material != null && material.HasProperty("_BaseColorMap")) return "_BaseColorMap";
            // HDRP/Unlit has a _MainTex, too, which it does not show.
            if (material != null && material.HasProperty("_UnlitColorMap")) return "_UnlitColorMap";
            return "_MainTex";
        }

        private void Copy(Texture texture, bool isTurned)
        {
            if (!ReferenceEquals(_renderTexture, _blittedTo)) _blitted = 0;
            if (_renderTexture == null || _blitted == Version && _blitted > 0) return;
            RenderTexture active = RenderTexture.active;
            if (isTurned) Graphics.Blit(texture, _renderTexture, Over, OverFrom);
            else Graphics.Blit(texture, _renderTexture);
            // A blit leaves its target active, and Unity complains when an active one is released.
            RenderTexture.active = active;
            _blitted = Version;
            _blittedTo = _renderTexture;
        }

        /// <summary>Gives the targets back as they were, or with the placeholder.</summary>
        private void Restore()
        {
            if (!_isApplied) return;
            _isApplied = false;
            _assigned = null;
            if (_onRenderer != null) RestoreRenderer();
#if WORLDPORT_UGUI
            if (_onImage != null)
            {
                _onImage.texture = _placeholder != null ? _placeholder : _imageBefore;
                _onImage.uvRect = _uvBefore;
            }
            _onImage = null;
            _imageBefore = null;
#endif
            _onRenderer = null;
            _rendererBefore = null;
            _isTurned = false;
        }

        private void RestoreRenderer()
        {
            if (!_hadBlock && _placeholder == null)
            {
                _onRenderer.SetPropertyBlock(null);
                return;
            }
            // A property block can't forget one property: it gets what was shown before, or what shaders take for nothing.
            Texture before = _rendererBefore != null ? _rendererBefore : Texture2D.whiteTexture;
            Write(_onRenderer, _placeholder != null ? _placeholder : before, false);
        }
    }
}

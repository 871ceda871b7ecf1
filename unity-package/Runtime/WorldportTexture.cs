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
        private bool _hadBlock;
        private bool _isApplied;
        private int _blitted;
#if WORLDPORT_UGUI
        private Texture _imageBefore;
        private Rect _uvBefore;
#endif

        private void OnEnable()
        {
            if (_renderer == null && _renderTexture == null && !HasImage) _renderer = GetComponent<Renderer>();
        }

        private void LateUpdate()
        {
            Follow();
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
#else
        private bool HasImage => false;
#endif

#if WORLDPORT_UGUI
        /// <summary>Part of the picture that the UI image shows, in texture coordinates of a picture that is the right way up.</summary>
        internal Rect Crop => _isApplied ? _uvBefore : _rawImage.uvRect;
#endif

        /// <summary>Takes up the session's picture, and lets it go when the session is gone or another one is meant.</summary>
        private void Follow()
        {
            if (_source != null) return;
            if (_from == null || !_from.isActiveAndEnabled)
            {
                WorldportSession session = WorldportSession.For(this, _session);
                if (session == null || ReferenceEquals(session, _from)) return;
                LetGo();
                _from = session;
            }
            if (_picture == null) _picture = _from.Borrow(_track, new PictureForm(_flip == WorldportFlip.OnCopy, _mipmaps));
        }

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
#endif
            _assigned = texture;
            _isTurned = isTurned;
            _isApplied = true;
            _blitted = 0;
        }

        private void AssignRenderer(Texture texture, bool isTurned)
        {
            if (!_isApplied) _hadBlock = _renderer.HasPropertyBlock();
            _block = _block ?? new MaterialPropertyBlock();
            _renderer.GetPropertyBlock(_block);
            string property = PropertyName();
            _block.SetTexture(Shader.PropertyToID(property), texture);
            if (isTurned || _isTurned)
                _block.SetVector(
                    Shader.PropertyToID(property + "_ST"), isTurned ? new Vector4(1, -1, 0, 1) : new Vector4(1, 1, 0, 0));
            _renderer.SetPropertyBlock(_block);
        }

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
            if (_renderTexture == null || _blitted == Version && _blitted > 0) return;
            if (isTurned) Graphics.Blit(texture, _renderTexture, Over, OverFrom);
            else Graphics.Blit(texture, _renderTexture);
            _blitted = Version;
        }

        /// <summary>Gives the targets back as they were, or with the placeholder.</summary>
        private void Restore()
        {
            if (!_isApplied) return;
            _isApplied = false;
            _assigned = null;
            if (_renderer != null) RestoreRenderer();
#if WORLDPORT_UGUI
            if (_rawImage != null)
            {
                _rawImage.texture = _placeholder != null ? _placeholder : _imageBefore;
                _rawImage.uvRect = _uvBefore;
            }
#endif
            _isTurned = false;
        }

        private void RestoreRenderer()
        {
            if (!_hadBlock && _placeholder == null)
            {
                _renderer.SetPropertyBlock(null);
                return;
            }
            // A property block can't forget one property: what it had is overwritten.
            AssignRenderer(_placeholder != null ? _placeholder : Texture2D.blackTexture, false);
        }
    }
}

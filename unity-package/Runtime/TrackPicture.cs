using System;
using Unity.Collections;
using UnityEngine;
using Worldport.Client;

namespace Worldport
{
    /// <summary>How the pictures of a track are put into a texture. Targets that ask for the same share one texture.</summary>
    internal readonly struct PictureForm : IEquatable<PictureForm>
    {
        public PictureForm(bool isUpright, bool hasMipmaps)
        {
            IsUpright = isUpright;
            HasMipmaps = hasMipmaps;
        }

        /// <summary>Whether rows are turned over while they are copied, so that row 0 is at the bottom as Unity expects.</summary>
        public bool IsUpright { get; }

        public bool HasMipmaps { get; }

        public bool Equals(PictureForm other) => IsUpright == other.IsUpright && HasMipmaps == other.HasMipmaps;
    }

    /// <summary>
    /// The newest frame of one track in a texture. Main thread only. Its users count themselves in and out; the texture
    /// goes with the last one.
    /// </summary>
    internal sealed class TrackPicture
    {
        private readonly PictureForm _form;
        private Texture2D _texture;
        private bool _isSrgb;
        private bool _isJpeg;

        public TrackPicture(string track, in PictureForm form)
        {
            Track = track;
            _form = form;
        }

        /// <summary>The track asked for; empty for the first <c>out</c> track of whatever model runs.</summary>
        public string Track { get; }

        public PictureForm Form => _form;

        public int Users { get; set; }

        /// <summary>Null before the first frame. It stays the same when the size changes.</summary>
        public Texture2D Texture => _texture;

        /// <summary>Grows with every frame.</summary>
        public int Version { get; private set; }

        /// <summary>Whether the texture's row 0 is the bottom of the picture; else the target has to turn it over.</summary>
        public bool IsUpright { get; private set; }

        /// <summary>Copies a frame in and hands it to the graphics card.</summary>
        public void Upload(Frame frame, TrackDeclaration track)
        {
            if (frame.Head.Format == "jpeg") Decode(frame, track);
            else Copy(frame, track);
            _texture.filterMode = track.IsCrisp ? FilterMode.Point : _form.HasMipmaps ? FilterMode.Trilinear : FilterMode.Bilinear;
            Version++;
        }

        public void Release()
        {
            if (_texture != null) UnityEngine.Object.Destroy(_texture);
            _texture = null;
            Version = 0;
        }

        private void Copy(Frame frame, TrackDeclaration track)
        {
            int width = frame.Head.Width;
            int height = frame.Head.Height;
            Prepare(width, height, track.IsSrgb, false);
            // Asked for anew each time: it is not valid any more after Apply.
            NativeArray<byte> pixels = _texture.GetRawTextureData<byte>();
            int row = width * 4;
            if (_form.IsUpright == track.IsTopDown)
                for (int y = 0; y < height; y++)
                    NativeArray<byte>.Copy(frame.Buffer, frame.Offset + y * row, pixels, (height - 1 - y) * row, row);
            else NativeArray<byte>.Copy(frame.Buffer, frame.Offset, pixels, 0, row * height);
            IsUpright = _form.IsUpright;
            _texture.Apply(_form.HasMipmaps, false);
        }

        private void Decode(Frame frame, TrackDeclaration track)
        {
            Prepare(frame.Head.Width, frame.Head.Height, track.IsSrgb, true);
            var file = new byte[frame.Length];
            Buffer.BlockCopy(frame.Buffer, frame.Offset, file, 0, file.Length);
            if (!_texture.LoadImage(file)) throw new FormatException("A JPEG picture of the server can't be decoded.");
            // Unity decodes files the right way up.
            IsUpright = true;
        }

        private void Prepare(int width, int height, bool isSrgb, bool isJpeg)
        {
            if (_texture != null && (isSrgb != _isSrgb || isJpeg != _isJpeg)) Release();
            _isSrgb = isSrgb;
            _isJpeg = isJpeg;
            if (_texture == null)
                _texture = new Texture2D(width, height, TextureFormat.RGBA32, _form.HasMipmaps, !isSrgb)
                {
                    name = "Worldport " + (Track.Length == 0 ? "picture" : Track),
                    hideFlags = HideFlags.DontSave,
                    wrapMode = TextureWrapMode.Clamp,
                };
            else if (!isJpeg && (_texture.width != width || _texture.height != height)) _texture.Reinitialize(width, height);
        }
    }
}

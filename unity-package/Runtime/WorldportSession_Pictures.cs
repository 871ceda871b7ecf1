using System.Collections.Generic;
using UnityEngine;
using Worldport.Client;

namespace Worldport
{
    /// <content>Frames → textures, once per tick and track.</content>
    public sealed partial class WorldportSession
    {
        private readonly List<TrackPicture> _pictures = new List<TrackPicture>();
        private readonly List<ShownFrame> _shown = new List<ShownFrame>();

        /// <summary>
        /// The picture of the first <c>out</c> track, right way up. Null before its first frame; asking keeps it up to date
        /// from then on. It belongs to this component and stays the same object when the picture's size changes.
        /// </summary>
        public Texture Texture => TextureOf("");

        /// <summary>The picture of an <c>out</c> track, as <see cref="Texture"/>.</summary>
        /// <param name="track">Its name in the schema; "" for the first.</param>
        public Texture TextureOf(string track)
        {
            var form = new PictureForm(isUpright: true, hasMipmaps: false);
            TrackPicture picture = Find(track ?? "", form);
            if (picture == null && isActiveAndEnabled) picture = Borrow(track ?? "", form);
            return picture?.Texture;
        }

        /// <summary>Gives the picture of a track in a form, to be given back with <see cref="Return"/>.</summary>
        internal TrackPicture Borrow(string track, in PictureForm form)
        {
            TrackPicture picture = Find(track, form);
            if (picture == null)
            {
                _pictures.Add(picture = new TrackPicture(track, form));
                if (LiveSchema != null) CheckTracks(LiveSchema);
            }
            picture.Users++;
            return picture;
        }

        /// <summary>Gives a picture back; the last one to do so takes its texture along.</summary>
        internal void Return(TrackPicture picture)
        {
            if (--picture.Users > 0) return;
            picture.Release();
            _pictures.Remove(picture);
        }

        private TrackPicture Find(string track, in PictureForm form)
        {
            foreach (TrackPicture picture in _pictures)
                if (picture.Track == track && picture.Form.Equals(form)) return picture;
            return null;
        }

        private void ShowFrames()
        {
            TellShown();
            SchemaDocument schema = _client.Schema;
            if (schema == null || _pictures.Count == 0) return;
            bool isFirst = true;
            for (int i = 0; i < schema.Tracks.Count && _client != null; i++)
            {
                TrackDeclaration track = schema.Tracks[i];
                if (track.IsIn) continue;
                if (IsWanted(track.Name, isFirst) && _client.TryTakeFrame(track.Name, out Frame frame)) Show(frame, track, isFirst);
                isFirst = false;
            }
        }

        private bool IsWanted(string track, bool isFirst)
        {
            for (int i = 0; i < _pictures.Count; i++) if (IsOf(_pictures[i], track, isFirst)) return true;
            return false;
        }

        private static bool IsOf(TrackPicture picture, string track, bool isFirst) =>
            picture.Track == track || isFirst && picture.Track.Length == 0;

        private void Show(Frame frame, TrackDeclaration track, bool isFirst)
        {
            try
            {
                Texture shown = null;
                for (int i = 0; i < _pictures.Count; i++)
                {
                    TrackPicture picture = _pictures[i];
                    if (!IsOf(picture, track.Name, isFirst)) continue;
                    picture.Upload(frame, track);
                    shown = picture.Texture;
                }
                _shown.Add(new ShownFrame(frame.Head, frame.ReceivedUs, Clock.NowUs));
                TellFrame(frame, shown);
            }
            finally
            {
                frame.Release();
            }
        }

        private void TellFrame(Frame frame, Texture texture)
        {
            try
            {
                FrameShown?.Invoke(frame, texture);
                _onFrameShown.Invoke(texture);
            }
            catch (System.Exception error)
            {
                Debug.LogException(error, this);
            }
        }

        /// <summary>
        /// Frames uploaded in the last tick are on the screen by now: a game can't tell more closely when, so that the
        /// time told is the latest it can have been.
        /// </summary>
        private void TellShown()
        {
            if (_shown.Count == 0) return;
            long nowUs = Clock.NowUs;
            for (int i = 0; i < _shown.Count; i++)
            {
                ShownFrame shown = _shown[i];
                _client.Shown(shown.Head, shown.ReceivedUs, shown.UploadedUs, nowUs);
            }
            _shown.Clear();
        }

        private void CheckTracks(SchemaDocument live)
        {
            foreach (TrackPicture picture in _pictures)
            {
                TrackDeclaration track = picture.Track.Length == 0 ? null : live.Track(picture.Track);
                if (picture.Track.Length == 0 || track != null && !track.IsIn) continue;
                var names = new List<string>();
                foreach (TrackDeclaration some in live.Tracks) if (!some.IsIn) names.Add(some.Name);
                Console.Error(
                    $"The model {live.ModelId} has no out track \"{picture.Track}\". It has: {string.Join(", ", names)}. Choose one of them in the Worldport Texture.");
            }
        }

        private void ReleasePictures()
        {
            // Those who use a picture keep it: it fills again when this component is enabled again.
            foreach (TrackPicture picture in _pictures) picture.Release();
            _shown.Clear();
        }

        private readonly struct ShownFrame
        {
            public ShownFrame(in FrameHead head, long receivedUs, long uploadedUs)
            {
                Head = head;
                ReceivedUs = receivedUs;
                UploadedUs = uploadedUs;
            }

            public FrameHead Head { get; }

            public long ReceivedUs { get; }

            public long UploadedUs { get; }
        }
    }
}

using System;
using System.Collections.Generic;

namespace Worldport.Client
{
    /// <content>Frames from the model, and frames to it.</content>
    public sealed partial class WorldportClient
    {
        /// <summary>The server takes at most ten a second.</summary>
        private const long ShownEveryUs = 100000;

        private readonly MsgPackWriter _head = new MsgPackWriter();
        private readonly Dictionary<string, long> _inSeqs = new Dictionary<string, long>();
        private volatile TrackInbox[] _inboxes = new TrackInbox[0];
        private long _shownUs;

        /// <summary>Takes the newest frame of a track that was not taken yet.</summary>
        /// <param name="track">An <c>out</c> track of the schema document.</param>
        /// <param name="frame">The caller's until <see cref="Frame.Release"/>: release it in a finally.</param>
        /// <returns>False when there is none.</returns>
        public bool TryTakeFrame(string track, out Frame frame)
        {
            TrackInbox inbox = Find(track);
            frame = null;
            return inbox != null && inbox.Slot.TryTake(out frame);
        }

        /// <summary>
        /// Says when a frame was uploaded and shown, in <see cref="Clock.NowUs"/>. Feeds <see cref="Statistics"/>, and the
        /// server's figures at most ten times a second.
        /// </summary>
        public void Shown(in FrameHead head, long receivedUs, long uploadedUs, long shownUs)
        {
            bool isMine = head.Driver == _welcome?.Client;
            long inputUs;
            lock (_gate) inputUs = isMine ? _outbox.InputOf(head.Command) : 0;
            bool isFirst = Statistics.FrameShown(head, receivedUs, uploadedUs, shownUs, isMine, inputUs);
            lock (_gate)
            {
                if (shownUs - _shownUs < ShownEveryUs) return;
                _shownUs = shownUs;
            }
            SendShown(head, receivedUs, uploadedUs, shownUs, isFirst ? inputUs : 0);
        }

        /// <summary>Takes an array of the client's pool for <see cref="SendFrame"/>; it may be longer.</summary>
        /// <param name="width">Pixels.</param>
        /// <param name="height">Pixels.</param>
        public byte[] RentPixels(int width, int height) => _pixels.Take(checked(width * height * 4));

        /// <summary>
        /// Sends a frame to an <c>in</c> track, in fragments; the newest wins. Driver only, within the track's size.
        /// </summary>
        /// <param name="track">An <c>in</c> track of the schema document.</param>
        /// <param name="width">Pixels.</param>
        /// <param name="height">Pixels.</param>
        /// <param name="pixels">Height × width × 4 bytes of rgba8, row 0 at the top, in an array of
        /// <see cref="RentPixels"/>. The client's from now on, sent or not.</param>
        /// <param name="meta">Pose, projection and what else the model asks for; null for none. Encoded before this returns.</param>
        /// <param name="drawnUs">When it was drawn, in <see cref="Clock.NowUs"/>; 0: now.</param>
        /// <returns>False when no session of this client takes it.</returns>
        public bool SendFrame(
            string track, int width, int height, byte[] pixels, Dictionary<string, object> meta = null, long drawnUs = 0)
        {
            int bytes = checked(width * height * 4);
            if (pixels.Length < bytes)
                throw new ArgumentException($"{width} × {height} pixels are {bytes} bytes; the array has {pixels.Length}.", nameof(pixels));
            lock (_gate)
            {
                Link link = _link;
                if (link != null && _outbox.IsOpen)
                {
                    _inSeqs.TryGetValue(track, out long seq);
                    _inSeqs[track] = ++seq;
                    WriteHead(track, seq, width, height, drawnUs > 0 ? drawnUs : Clock.NowUs, meta);
                    _head.WriteBinaryHead(bytes);
                    if (link.Send(new InFrame(track, _head.ToArray(), pixels, bytes))) return true;
                }
            }
            _pixels.Return(pixels);
            return false;
        }

        /// <inheritdoc/>
        void ILinkEvents.OnFrame(Link link, Frame frame)
        {
            if (link != _link)
            {
                frame.Release();
                return;
            }
            FrameHead head = frame.Head;
            TrackInbox inbox = Find(head.Track) ?? Add(head.Track);
            Statistics.FrameReceived(frame.MessageBytes, inbox.Follow(head));
            inbox.Slot.Put(frame);
            // Closed meanwhile: nobody will take it.
            if (link != _link) inbox.Slot.Clear();
        }

        /// <summary>Frames that a newer one overtook before they were taken.</summary>
        private long Superseded()
        {
            long sum = 0;
            foreach (TrackInbox inbox in _inboxes) sum += inbox.Slot.Superseded;
            return sum;
        }

        private TrackInbox Find(string track)
        {
            foreach (TrackInbox inbox in _inboxes) if (inbox.Track == track) return inbox;
            return null;
        }

        private TrackInbox Add(string track)
        {
            lock (_gate)
            {
                TrackInbox inbox = Find(track);
                if (inbox != null) return inbox;
                var more = new TrackInbox[_inboxes.Length + 1];
                Array.Copy(_inboxes, more, _inboxes.Length);
                more[_inboxes.Length] = inbox = new TrackInbox(track);
                _inboxes = more;
                return inbox;
            }
        }

        private void ClearFrames()
        {
            foreach (TrackInbox inbox in _inboxes) inbox.Slot.Clear();
        }

        private void WriteHead(string track, long seq, int width, int height, long drawnUs, Dictionary<string, object> meta)
        {
            _head.Clear();
            _head.WriteArrayHead(3);
            _head.Write("frame");
            _head.WriteMapHead(meta == null ? 6 : 7);
            _head.Write("track");
            _head.Write(track);
            _head.Write("seq");
            _head.Write(seq);
            _head.Write("width");
            _head.Write((long)width);
            _head.Write("height");
            _head.Write((long)height);
            _head.Write("format");
            _head.Write("rgba8");
            _head.Write("t_us");
            _head.Write(drawnUs);
            if (meta == null) return;
            _head.Write("meta");
            _head.WriteValue(meta);
        }

        private void SendShown(in FrameHead head, long receivedUs, long uploadedUs, long shownUs, long inputUs)
        {
            Sender sender = ((IOutgoing)this).Begin("shown");
            if (sender == null) return;
            MsgPackWriter writer = sender.Writer;
            writer.WriteMapHead(inputUs > 0 ? 7 : 6);
            writer.Write("track");
            writer.Write(head.Track);
            writer.Write("epoch");
            writer.Write(head.Epoch);
            writer.Write("seq");
            writer.Write(head.Seq);
            writer.Write("received_us");
            writer.Write(receivedUs);
            writer.Write("uploaded_us");
            writer.Write(uploadedUs);
            writer.Write("shown_us");
            writer.Write(shownUs);
            if (inputUs > 0)
            {
                writer.Write("input_us");
                writer.Write(inputUs);
            }
            sender.Commit();
            sender.End(false);
        }
    }
}

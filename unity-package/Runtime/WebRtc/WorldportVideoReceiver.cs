using System;
using System.Collections;
using System.Collections.Generic;
using System.Text;
using Unity.WebRTC;
using UnityEngine;
using UnityEngine.Networking;
using Worldport.Client;

namespace Worldport
{
    /// <summary>
    /// Receives the model's picture as video by WebRTC (WHEP), for connections that can't carry raw pixels. It looks on only: a
    /// session beside it, with <see cref="WorldportSession.ReceivePictures"/> switched off, carries the commands. Show it
    /// with a <see cref="WorldportTexture"/> whose source it is.
    /// </summary>
    [AddComponentMenu("Worldport/Worldport Video Receiver")]
    public sealed class WorldportVideoReceiver : WorldportPictureSource
    {
        private const int AnswerSeconds = 15;
        private const float GatheringSeconds = 2;
        private const float FirstRetrySeconds = 1;
        private const float LastRetrySeconds = 10;

        [SerializeField]
        [Tooltip("Gives address and token. Empty: one on this object or above it, else the first that is enabled; without one, the fields below count.")]
        private WorldportSession _session;

        [SerializeField]
        [Tooltip("The server's address, where there is no session.")]
        private string _url = "http://127.0.0.1:8080";

        [SerializeField]
        [Tooltip("The server's token, where there is no session and it wants one.")]
        private string _token = "";

        [SerializeField]
        [Tooltip("The codec asked for first, by its name: VP8 plays everywhere, H264 only with some graphics cards. The others stay possible.")]
        private string _codec = "VP8";

        private WebRtcHost _host;
        private RTCPeerConnection _peer;
        private UnityWebRequest _request;
        private VideoStreamTrack _track;
        private Texture _texture;
        private Complaints _console;
        private string _resource;
        private string _resourceToken;
        private bool _isLost;
        private string _failure;

        /// <inheritdoc/>
        public override Texture Texture => _texture;

        /// <summary>The pictures land in the same texture without a word, so that each tick may have brought one.</summary>
        public override int Version => _texture == null ? 0 : Time.frameCount;

        /// <inheritdoc/>
        public override bool IsUpright => true;

        /// <summary>What is wrong and what to do about it, in a sentence; "" while all is well.</summary>
        public string Problem => Console.Newest;

        /// <summary>Gives address and token; null to look for one.</summary>
        public WorldportSession Session
        {
            get => _session;
            set => _session = value;
        }

        /// <summary>The server's address, where there is no session. Counts for the next connection.</summary>
        public string Url
        {
            get => _url;
            set => _url = value;
        }

        /// <summary>The server's token, where there is no session. Counts for the next connection.</summary>
        public string Token
        {
            get => _token;
            set => _token = value;
        }

        private Complaints Console => _console ?? (_console = new Complaints(this));

        private void OnEnable()
        {
            _host = WebRtcHost.Use();
            StartCoroutine(Run());
        }

        private void OnDisable()
        {
            StopAllCoroutines();
            End();
            _host.Leave();
            _host = null;
        }

        /// <summary>Connects, waits until the connection is lost, and tries again, waiting longer each time.</summary>
        private IEnumerator Run()
        {
            float wait = FirstRetrySeconds;
            while (true)
            {
                _isLost = false;
                _failure = null;
                yield return Negotiate();
                if (_failure == null)
                {
                    while (!_isLost)
                    {
                        if (_texture != null)
                        {
                            wait = FirstRetrySeconds;
                            if (Console.Newest.Length > 0) Console.Clear();
                        }
                        yield return null;
                    }
                    _failure = "The video connection was lost. It is tried again by itself.";
                }
                Console.Error(_failure);
                End();
                // A game that is paused by its time scale waits as long as any other.
                yield return new WaitForSecondsRealtime(wait);
                wait = Mathf.Min(wait * 2, LastRetrySeconds);
            }
        }

        private IEnumerator Negotiate()
        {
            WorldportSession session = WorldportSession.For(this, _session);
            string address = session == null ? _url : session.ServerAddress;
            string url = ServerUrl.Http(address);
            if (url == null)
            {
                _failure = $"\"{address}\" is no address of a server. Use the address the server prints at its start, such as http://127.0.0.1:8080";
                yield break;
            }
            string token = session == null ? _token : session.Token;
            var configuration = new RTCConfiguration();
            using (UnityWebRequest options = Request("OPTIONS", url, token, null))
            {
                UnityWebRequestAsyncOperation asked = Send(options, url);
                if (asked == null) yield break;
                yield return asked;
                // Without an answer there are none; what is wrong then, the answer to the offer tells.
                configuration.iceServers = IceLinks.Read(options.GetResponseHeader("Link"));
            }
            _peer = new RTCPeerConnection(ref configuration) { OnTrack = OnTrack, OnConnectionStateChange = OnState };
            RTCRtpTransceiver video = _peer.AddTransceiver(
                TrackKind.Video, new RTCRtpTransceiverInit { direction = RTCRtpTransceiverDirection.RecvOnly });
            video.SetCodecPreferences(Ordered(RTCRtpReceiver.GetCapabilities(TrackKind.Video).codecs));
            RTCSessionDescriptionAsyncOperation offer = _peer.CreateOffer();
            yield return offer;
            if (Failed(offer, "made no offer")) yield break;
            RTCSessionDescription local = offer.Desc;
            RTCSetSessionDescriptionAsyncOperation setLocal = _peer.SetLocalDescription(ref local);
            yield return setLocal;
            if (Failed(setLocal, "did not take its own offer")) yield break;
            double gathered = Time.realtimeSinceStartupAsDouble + GatheringSeconds;
            while (_peer.GatheringState != RTCIceGatheringState.Complete && Time.realtimeSinceStartupAsDouble < gathered) yield return null;
            var body = new UploadHandlerRaw(Encoding.UTF8.GetBytes(_peer.LocalDescription.sdp)) { contentType = "application/sdp" };
            using (UnityWebRequest request = Request("POST", url, token, body))
            {
                UnityWebRequestAsyncOperation offered = Send(request, url);
                if (offered == null) yield break;
                yield return offered;
                string location = request.GetResponseHeader("Location");
                if (request.responseCode != 201 || string.IsNullOrEmpty(location))
                {
                    _failure = Refusal(url, request);
                    yield break;
                }
                _resource = new Uri(new Uri(url + "/whep"), location).ToString();
                _resourceToken = token;
                var answer = new RTCSessionDescription { type = RTCSdpType.Answer, sdp = request.downloadHandler.text };
                RTCSetSessionDescriptionAsyncOperation setRemote = _peer.SetRemoteDescription(ref answer);
                yield return setRemote;
                Failed(setRemote, "did not take the server's answer");
            }
        }

        private static UnityWebRequest Request(string method, string url, string token, UploadHandler body)
        {
            var request = new UnityWebRequest(url + "/whep", method, new DownloadHandlerBuffer(), body) { timeout = AnswerSeconds };
            if (!string.IsNullOrEmpty(token)) request.SetRequestHeader("Authorization", "Bearer " + token);
            return request;
        }

        /// <summary>Sends, or gives null after saying why Unity does not: by default it sends nothing to other machines by HTTP.</summary>
        private UnityWebRequestAsyncOperation Send(UnityWebRequest request, string url)
        {
            try
            {
                _request = request;
                return request.SendWebRequest();
            }
            catch (InvalidOperationException error)
            {
                _failure =
                    $"Unity sends nothing to {url} ({error.Message}). Set Project Settings ▸ Player ▸ Other Settings ▸ Allow downloads over HTTP " +
                    "to Always allowed, or give the server an https address.";
                return null;
            }
        }

        private bool Failed(AsyncOperationBase operation, string what)
        {
            if (!operation.IsError) return false;
            _failure = $"WebRTC {what}: {operation.Error.message}";
            return true;
        }

        private static string Refusal(string url, UnityWebRequest request)
        {
            switch (request.responseCode)
            {
                case 0: return $"No server answers at {url} ({request.error}). Start a server with: worldport run <model>";
                case 401: return $"{url} wants a token for video. Enter the token that the server printed at its start.";
                case 404: return $"{url} offers no video by WebRTC. Update the server, or remove the Worldport Video Receiver.";
                default: return $"{url} refused to send video (HTTP {request.responseCode}): {request.downloadHandler.text}";
            }
        }

        /// <summary>The wished codec first; none is left out, since repair and protection are among them.</summary>
        private RTCRtpCodecCapability[] Ordered(RTCRtpCodecCapability[] codecs)
        {
            var ordered = new List<RTCRtpCodecCapability>(codecs.Length);
            string wished = "video/" + _codec;
            foreach (RTCRtpCodecCapability codec in codecs)
                if (string.Equals(codec.mimeType, wished, StringComparison.OrdinalIgnoreCase)) ordered.Add(codec);
            foreach (RTCRtpCodecCapability codec in codecs) if (!ordered.Contains(codec)) ordered.Add(codec);
            return ordered.ToArray();
        }

        private void OnTrack(RTCTrackEvent added)
        {
            if (!(added.Track is VideoStreamTrack track)) return;
            _track = track;
            // Told once, and again when the size changes.
            track.OnVideoReceived += texture => _texture = texture;
        }

        private void OnState(RTCPeerConnectionState state)
        {
            if (state == RTCPeerConnectionState.Failed || state == RTCPeerConnectionState.Closed) _isLost = true;
        }

        private void End()
        {
            // A coroutine that is stopped ends none of its using blocks: what is under way would go on, and leak.
            _request?.Dispose();
            _request = null;
            // A script reload makes empty strings of null.
            if (!string.IsNullOrEmpty(_resource)) WebRtcHost.Delete(_resource, _resourceToken);
            _resource = null;
            if (_peer != null) _host.End(_peer, _track);
            _peer = null;
            _track = null;
            _texture = null;
        }
    }
}

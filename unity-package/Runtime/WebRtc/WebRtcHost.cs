using System.Collections.Generic;
using Unity.WebRTC;
using UnityEngine;
using UnityEngine.Networking;

namespace Worldport
{
    /// <summary>
    /// What all receivers of a game share: the one loop that WebRTC needs, and ends that take longer than a component's
    /// disabling. It lives as long as somebody needs it.
    /// </summary>
    [AddComponentMenu("")]
    internal sealed class WebRtcHost : MonoBehaviour
    {
        private static WebRtcHost _instance;

        private readonly List<Ending> _endings = new List<Ending>();
        private int _users;
        private Coroutine _pump;

        /// <summary>The loop runs from the first user on.</summary>
        public static WebRtcHost Use()
        {
            if (_instance == null || _instance._users == 0)
            {
                // One without users is about to go.
                // Hidden only: what is not saved either, the editor leaves behind when play mode ends.
                var made = new GameObject("Worldport WebRTC") { hideFlags = HideFlags.HideInHierarchy };
                DontDestroyOnLoad(made);
                _instance = made.AddComponent<WebRtcHost>();
            }
            _instance._users++;
            if (_instance._pump == null) _instance._pump = _instance.StartCoroutine(WebRTC.Update());
            return _instance;
        }

        /// <summary>The last user's going stops the loop.</summary>
        public void Leave()
        {
            if (--_users > 0 || _pump == null) return;
            // When the game ends, the host may be destroyed before its users.
            if (this != null) StopCoroutine(_pump);
            _pump = null;
        }

        /// <summary>Ends a connection: it must live a frame longer than its track plays.</summary>
        public void End(RTCPeerConnection peer, VideoStreamTrack track)
        {
            track?.Stop();
            peer.OnTrack = null;
            peer.OnConnectionStateChange = null;
            peer.Close();
            _endings.Add(new Ending(peer, track, Time.frameCount));
        }

        /// <summary>Tells the server that a connection has ended. Does not wait.</summary>
        public static void Delete(string url, string token)
        {
            var request = new UnityWebRequest(url, "DELETE", null, null) { timeout = 5 };
            if (!string.IsNullOrEmpty(token)) request.SetRequestHeader("Authorization", "Bearer " + token);
            request.SendWebRequest().completed += operation => request.Dispose();
        }

        private void Update()
        {
            for (int i = _endings.Count - 1; i >= 0; i--)
            {
                if (_endings[i].Frame == Time.frameCount) continue;
                _endings[i].Dispose();
                _endings.RemoveAt(i);
            }
            if (_users == 0 && _endings.Count == 0) Destroy(gameObject);
        }

        private void OnDestroy()
        {
            // The game ends: there is no later frame.
            foreach (Ending ending in _endings) if (ending.Frame != Time.frameCount) ending.Dispose();
            _endings.Clear();
        }

        private readonly struct Ending
        {
            private readonly RTCPeerConnection _peer;
            private readonly VideoStreamTrack _track;

            public Ending(RTCPeerConnection peer, VideoStreamTrack track, int frame)
            {
                _peer = peer;
                _track = track;
                Frame = frame;
            }

            public int Frame { get; }

            public void Dispose()
            {
                _track?.Dispose();
                _peer.Dispose();
            }
        }
    }
}

using System;
using System.Collections.Generic;
using System.Threading.Tasks;
using UnityEngine;
using Worldport.Client;

namespace Worldport
{
    /// <summary>
    /// The connection between this game and a model: connects, takes frames once per tick, and carries commands. Everything it
    /// raises is raised on the main thread, in <c>Update</c>. Disabling it ends the connection but not the session: a session of
    /// the same address and role that is enabled soon after, in another scene or after a script reload, carries on.
    /// </summary>
    [AddComponentMenu("Worldport/Worldport Session")]
    [DefaultExecutionOrder(-100)]
    [DisallowMultipleComponent]
    public sealed partial class WorldportSession : MonoBehaviour, ICommandSender, IClientEvents
    {
        private static readonly List<WorldportSession> Sessions = new List<WorldportSession>();

        private WorldportClient _client;
        private WorldportClient _nowhere;
        private Complaints _complaints;
        private Complaints _linkComplaints;
        private ServerProcess _server;
        private ResumeToken _resume;
        private LinkStatus _lastStatus;
        private bool _wasOpen;
        private string _openedAs;
        private bool _isEnding;
        private bool _usesBackground;
        private static bool _areAllEnding;
        private static int _backgroundUsers;
        private static bool _projectRunsInBackground;

        /// <summary>A client that was never started: it refuses like any other.</summary>
        private WorldportClient Nowhere => _nowhere ?? (_nowhere = new WorldportClient(_url));

        private Complaints Console => _complaints ?? (_complaints = new Complaints(this));

        /// <summary>What is wrong with the connection, until it is open.</summary>
        private Complaints LinkConsole => _linkComplaints ?? (_linkComplaints = new Complaints(this));

        /// <summary>
        /// Connects, or tries once more after an end for good. The connection is kept open from then on: when it is cut, it is
        /// tried again, and the same session carries on.
        /// </summary>
        public void Connect()
        {
            // A listener that connects again after every end must not do so when the game ends.
            if (_isEnding || _areAllEnding) return;
            if (!isActiveAndEnabled)
            {
                Console.Error("The session can't connect while its component is disabled. Enable it first.");
                return;
            }
            Console.Clear();
            if (_client != null && (_openedAs != Settings || _client.Status.Phase == LinkPhase.Ended)) Drop();
            if (_client != null) _client.Start();
            else if (_launch.Enabled) _server = LaunchedServers.Start(_launch);
            else Open(_url);
        }

        /// <summary>What a connection is opened with and keeps.</summary>
        private string Settings => $"{(_launch.Enabled ? "" : _url)} {_role} {_token} {Seed}";

        /// <summary>Says goodbye: the session ends if this game drives it. A server that this game started is ended, too.</summary>
        public void Disconnect()
        {
            _client?.Close("The game disconnected.");
            if (_server != null) LaunchedServers.End(_server);
            _server = null;
            // The last: listeners hear of the end, and may connect again.
            Drop();
        }

        /// <summary>
        /// Sends a command of any kind at once. The task ends with its reply and never fails: look at
        /// <see cref="Reply.Ok"/>. Awaited on the main thread, it goes on there.
        /// </summary>
        /// <param name="command">Of the schema document.</param>
        /// <param name="args">By field; null for none. Encoded before this returns.</param>
        /// <exception cref="ArgumentException">A value can't be sent, or is not finite.</exception>
        public Task<Reply> SendCommand(string command, Dictionary<string, object> args = null) =>
            (_client ?? Nowhere).SendCommand(command, args);

        /// <summary>States a held command's whole args. They go out when they have changed, and again after a resume.</summary>
        /// <exception cref="ArgumentException">A value can't be sent, or is not finite.</exception>
        public void Hold(string command, Dictionary<string, object> args) => _client?.Hold(command, args);

        /// <summary>Adds to a delta command. The sum goes out once per tick.</summary>
        /// <exception cref="ArgumentException">A value is no finite number.</exception>
        public void Add(string command, Dictionary<string, object> args) => _client?.Add(command, args);

        /// <summary>Holds the model. Driver only.</summary>
        public void Pause() => _client?.Pause();

        /// <summary>Lets the model go on. Driver only.</summary>
        public void Play() => _client?.Play();

        /// <summary>Holds the model and advances it by this many steps, 1 to 10000. Driver only.</summary>
        public void Step(int steps = 1) => _client?.Step(steps);

        /// <summary>Ends the session and begins another, with a seed the server draws. Driver only.</summary>
        public void Restart() => _client?.Restart();

        /// <summary>Ends the session and begins another with this seed, 0 to 4294967295. Driver only.</summary>
        public void Restart(long seed) => _client?.Restart(seed);

        /// <summary>The session a component uses: the one set, else one on its object or above, else the first enabled.</summary>
        internal static WorldportSession For(Component component, WorldportSession set)
        {
            if (set != null) return set;
            WorldportSession near = component.GetComponentInParent<WorldportSession>();
            return near != null ? near : Current;
        }

        internal static void EndAll(bool isQuitting)
        {
            _areAllEnding = true;
            try
            {
                foreach (WorldportSession session in Sessions.ToArray())
                    if (isQuitting) session.Disconnect();
                    else session.Drop();
            }
            finally
            {
                _areAllEnding = false;
            }
        }

        internal static void ForgetSessions()
        {
            Sessions.Clear();
            _backgroundUsers = 0;
        }

        private void OnEnable()
        {
            SessionLifetime.Watch();
            Sessions.Add(this);
            UseBackground(_runInBackground);
            if (_connectOnEnable) Connect();
        }

        private void Update()
        {
            try
            {
                FollowServer();
                _client?.Poll(this);
                if (_client != null) ShowFrames();
            }
            catch (Exception error)
            {
                // A bug of ours must not stop the game's own scripts.
                Console.Error($"A tick failed, and is left out. Please report this: {error}");
            }
        }

        private void LateUpdate() => _client?.Flush();

        private void OnDisable()
        {
            Sessions.Remove(this);
            _isEnding = true;
            Drop();
            _isEnding = false;
            ReleasePictures();
            _server = null;
            UseBackground(false);
        }

        /// <summary>The project's own setting comes back when the last session that changed it is done.</summary>
        private void UseBackground(bool uses)
        {
            if (uses == _usesBackground) return;
            _usesBackground = uses;
            if (uses && _backgroundUsers == 0)
            {
                _projectRunsInBackground = Application.runInBackground;
                Application.runInBackground = true;
            }
            _backgroundUsers = Math.Max(0, _backgroundUsers + (uses ? 1 : -1));
            if (_backgroundUsers == 0) Application.runInBackground = _projectRunsInBackground;
        }

        /// <summary>Follows the server that this session has started until it can be connected to.</summary>
        private void FollowServer()
        {
            if (_server == null) return;
            if (_server.Problem != null)
            {
                LinkConsole.Error(_server.Problem);
                _server = null;
                Drop();
            }
            else if (_client == null && _server.Url != null) Open(_server.Url);
        }

        private void Open(string url)
        {
#if UNITY_WEBGL && !UNITY_EDITOR
            Console.Error("Worldport does not run in WebGL builds, which have neither sockets nor threads. Build for a desktop, or open the server's own page.");
#else
            _resume = _resume ?? ResumeToken.For(url, _role);
            var options = new ClientOptions
            {
                Name = Application.productName,
                Engine = "unity " + Application.unityVersion,
                Drives = _role == WorldportRole.Driver,
                Token = string.IsNullOrEmpty(_token) ? null : _token,
                Seed = Seed,
                Store = _resume,
                Tracks = Wishes(),
            };
            _openedAs = Settings;
            _client = new WorldportClient(url, options);
            _client.Start();
#endif
        }

        private Dictionary<string, TrackWish> Wishes()
        {
            var wishes = new Dictionary<string, TrackWish>();
            if (!_receivePictures) return wishes;
            if (_tracks.Count == 0) return null;
            foreach (WorldportTrackWish wish in _tracks) wishes[wish.Track] = wish.ToWish();
            return wishes;
        }

        /// <summary>Ends the connection without a word, so that the session can be resumed; tells what happened until then.</summary>
        private void Drop()
        {
            WorldportClient client = _client;
            if (client == null) return;
            client.Dispose();
            // From here on there is no client: a listener that hears of the end may connect, and gets another one.
            _client = null;
            _lastStatus = client.Status;
            _resume?.Release();
            _resume = null;
            client.Poll(this);
            _lastStatus = client.Status;
        }
    }
}

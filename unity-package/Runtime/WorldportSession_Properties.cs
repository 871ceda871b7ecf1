using System;
using System.Collections.Generic;
using UnityEngine;
using UnityEngine.Events;
using Worldport.Client;

namespace Worldport
{
    /// <content>What can be set and asked.</content>
    public sealed partial class WorldportSession
    {
        [SerializeField]
        [Tooltip("The server's address, as it prints it.")]
        private string _url = "http://127.0.0.1:8080";

        [SerializeField]
        [Tooltip("The server's token, where it wants one (any address but 127.0.0.1). It is stored in the scene in plain text.")]
        private string _token = "";

        [SerializeField]
        [Tooltip("Driver: this game's commands count. Spectator: it looks on.")]
        private WorldportRole _role = WorldportRole.Driver;

        [SerializeField]
        [Tooltip("Connects whenever the component is enabled. Otherwise call Connect().")]
        private bool _connectOnEnable = true;

        [SerializeField]
        [Tooltip("Keeps the game running while its window has no focus, so that the picture does not stop. Put back on disable.")]
        private bool _runInBackground = true;

        [SerializeField]
        [Tooltip("Asks for the seed below, if this game opens the session. Otherwise the server draws one.")]
        private bool _useSeed;

        [SerializeField]
        [Tooltip("The same seed and the same commands give the same pictures, with a deterministic model. 0 to 4294967295.")]
        private long _seed;

        [SerializeField]
        [Tooltip("The schema this game was made for. Feeds the drop-downs in the editor; a warning tells when the model differs.")]
        private WorldportSchema _schema;

        [SerializeField]
        [Tooltip("Takes the pictures over this link. Switch it off where a Worldport Video Receiver shows them.")]
        private bool _receivePictures = true;

        [SerializeField]
        [Tooltip("Forms of the out tracks. Empty: every out track, as it is.")]
        private List<WorldportTrackWish> _tracks = new List<WorldportTrackWish>();

        [SerializeField]
        [Tooltip("Lets the game start the server itself.")]
        private WorldportLaunch _launch = new WorldportLaunch();

        [SerializeField]
        [Tooltip("The link is open and the server has welcomed this game.")]
        private UnityEvent _onConnected = new UnityEvent();

        [SerializeField]
        [Tooltip("The session's state in words, with progress or the place in the queue.")]
        private UnityEvent<string> _onStateChanged = new UnityEvent<string>();

        [SerializeField]
        [Tooltip("A frame was written to a texture.")]
        private UnityEvent<Texture> _onFrameShown = new UnityEvent<Texture>();

        [SerializeField]
        [Tooltip("The model sent a declared message.")]
        private UnityEvent<ModelMessage> _onMessageReceived = new UnityEvent<ModelMessage>();

        [SerializeField]
        [Tooltip("A command was not applied; why, in a sentence.")]
        private UnityEvent<string> _onCommandRefused = new UnityEvent<string>();

        [SerializeField]
        [Tooltip("The link was cut or could not be opened; why, in a sentence. It may be tried again by itself.")]
        private UnityEvent<string> _onDisconnected = new UnityEvent<string>();

        /// <summary>The connection is open and the server has welcomed this game.</summary>
        public event Action Connected;

        /// <summary>The session entered a state, or its progress or this game's place in the queue changed.</summary>
        public event Action<SessionState> StateChanged;

        /// <summary>A frame was written to a texture. The frame is valid during the call only.</summary>
        public event Action<Frame, Texture> FrameShown;

        /// <inheritdoc/>
        public event Action<ModelMessage> MessageReceived;

        /// <summary>A command was not applied. Also told for commands whose reply nobody awaits.</summary>
        public event Action<Refusal> CommandRefused;

        /// <summary>The connection was cut, could not be opened, or was closed.</summary>
        public event Action<LinkStatus> Disconnected;

        /// <summary>The server's address. Takes effect with the next <see cref="Connect"/>.</summary>
        public string Url
        {
            get => _url;
            set => _url = value;
        }

        /// <summary>The server's token; empty where it wants none. Takes effect with the next <see cref="Connect"/>.</summary>
        public string Token
        {
            get => _token;
            set => _token = value;
        }

        /// <summary>What this game wants to be. Takes effect with the next <see cref="Connect"/>.</summary>
        public WorldportRole Role
        {
            get => _role;
            set => _role = value;
        }

        /// <summary>Whether it connects whenever it is enabled.</summary>
        public bool ConnectOnEnable
        {
            get => _connectOnEnable;
            set => _connectOnEnable = value;
        }

        /// <summary>Whether the game runs on without focus while this component is enabled.</summary>
        public bool RunInBackground
        {
            get => _runInBackground;
            set
            {
                _runInBackground = value;
                if (isActiveAndEnabled) UseBackground(value);
            }
        }

        /// <summary>Seed of a session that this game opens, 0 to 4294967295; null lets the server draw one.</summary>
        public long? Seed
        {
            get => _useSeed ? _seed : (long?)null;
            set
            {
                _useSeed = value.HasValue;
                _seed = value ?? 0;
            }
        }

        /// <summary>The schema this game was made for; null for none.</summary>
        public WorldportSchema Schema
        {
            get => _schema;
            set => _schema = value;
        }

        /// <summary>Whether pictures come over this connection; without them it carries commands only. Read when it connects.</summary>
        public bool ReceivePictures
        {
            get => _receivePictures;
            set => _receivePictures = value;
        }

        /// <summary>Forms of the <c>out</c> tracks; empty for every track as it is. Read when it connects.</summary>
        public List<WorldportTrackWish> Tracks => _tracks;

        /// <summary>How the session starts a server itself.</summary>
        public WorldportLaunch Launch => _launch;

        /// <summary>Raised beside <see cref="Connected"/>.</summary>
        public UnityEvent OnConnected => _onConnected;

        /// <summary>Raised beside <see cref="StateChanged"/>, with words.</summary>
        public UnityEvent<string> OnStateChanged => _onStateChanged;

        /// <summary>Raised beside <see cref="FrameShown"/>.</summary>
        public UnityEvent<Texture> OnFrameShown => _onFrameShown;

        /// <summary>Raised beside <see cref="MessageReceived"/>.</summary>
        public UnityEvent<ModelMessage> OnMessageReceived => _onMessageReceived;

        /// <summary>Raised beside <see cref="CommandRefused"/>, with a sentence.</summary>
        public UnityEvent<string> OnCommandRefused => _onCommandRefused;

        /// <summary>Raised beside <see cref="Disconnected"/>, with a sentence.</summary>
        public UnityEvent<string> OnDisconnected => _onDisconnected;

        /// <summary>The session that was enabled first; null when there is none. Other components use it when none is set.</summary>
        public static WorldportSession Current => Sessions.Count > 0 ? Sessions[0] : null;

        /// <summary>The engine-free client below; null while not connected. It is this component's: do not close it.</summary>
        public WorldportClient Client => _client;

        /// <summary>The address in use: the one set, or that of the server this session has started.</summary>
        internal string ServerAddress => _client?.Url ?? _url;

        /// <summary>The connection, and why it is not open when it is not. Never null.</summary>
        public LinkStatus Status => _client?.Status ?? _lastStatus ?? Nowhere.Status;

        /// <summary>Where the session is; null while the connection is down.</summary>
        public SessionState State => _client?.State;

        /// <summary>The schema document of the model that runs; null before the first welcome.</summary>
        public SchemaDocument LiveSchema => _client?.Schema;

        /// <summary>Whether this game's commands count right now.</summary>
        public bool IsDriving => _client != null && _client.IsDriving;

        /// <summary>What is wrong and what to do about it, in a sentence; "" while all is well. Also shown in the inspector.</summary>
        public string Problem => LinkConsole.Newest.Length > 0 ? LinkConsole.Newest : Console.Newest;

        /// <summary>Whether session, connection and model are well, in words.</summary>
        public string StateInWords => SessionWords.Of(Status, State);
    }
}

using System;
using UnityEngine;
using Worldport.Client;

namespace Worldport
{
    /// <summary>How a session starts a server of its own, so that a game needs no terminal.</summary>
    [Serializable]
    public sealed class WorldportLaunch
    {
        [SerializeField]
        [Tooltip("Starts a server on this machine and connects to it; the URL is not used then.")]
        private bool _enabled;

        [SerializeField]
        [Tooltip("The program: a path, or a name that is found in PATH, such as npx or node.")]
        private string _command = "npx";

        [SerializeField]
        [Tooltip("Its arguments, as in a terminal. \"--port 0 --exit-with-stdin\" is added.")]
        private string _arguments = "worldport run tunnel";

        [SerializeField]
        [Tooltip("Folder it runs in. Empty: the game's.")]
        private string _workingFolder = "";

        [SerializeField]
        [Min(1)]
        [Tooltip("Time the server has until it can be connected to, in seconds.")]
        private float _readyTimeoutSeconds = 30;

        /// <summary>Whether the session starts a server. Read when it connects.</summary>
        public bool Enabled
        {
            get => _enabled;
            set => _enabled = value;
        }

        /// <summary>The program: a path, or a name that is found in PATH.</summary>
        public string Command
        {
            get => _command;
            set => _command = value;
        }

        /// <summary>Its arguments, as in a terminal.</summary>
        public string Arguments
        {
            get => _arguments;
            set => _arguments = value;
        }

        /// <summary>Folder it runs in; empty for the game's.</summary>
        public string WorkingFolder
        {
            get => _workingFolder;
            set => _workingFolder = value;
        }

        /// <summary>Time the server has until it can be connected to, in seconds; at least 1.</summary>
        public float ReadyTimeoutSeconds
        {
            get => _readyTimeoutSeconds;
            set => _readyTimeoutSeconds = value;
        }

        internal ServerLaunch ToServerLaunch() => new ServerLaunch
        {
            Command = _command,
            Arguments = _arguments,
            WorkingFolder = _workingFolder,
            ReadyTimeoutMs = (int)(Math.Max(1, _readyTimeoutSeconds) * 1000),
        };
    }
}

using System.Collections.Generic;
using System.Linq;
using UnityEditor;
using UnityEngine;
using Worldport.Client;

namespace Worldport.Editor
{
    /// <summary>Connects the editor to a server: state, picture, generated controls, and what can be made from the schema.</summary>
    public sealed class WorldportWindow : EditorWindow
    {
#if WORLDPORT_INPUT_SYSTEM
        private const bool HasInputSystem = true;
#else
        private const bool HasInputSystem = false;
#endif
        private const double TickSeconds = 1 / 30.0;

        // Kept by the editor across domain reloads, like every serialised field of a window.
        [SerializeField] private string _url = "http://127.0.0.1:8080";
        [SerializeField] private string _token = "";
        [SerializeField] private bool _drives = true;
        [SerializeField] private bool _isConnected;
        [SerializeField] private string _track = "";
        [SerializeField] private Vector2 _scroll;

        private readonly FramePreview _preview = new FramePreview();
        private EditorConnection _connection;
        private List<CommandForm> _forms = new List<CommandForm>();
        private double _nextTick;
        private bool _drivesNow;
        private bool? _wants;

        /// <summary>Opens the window, or brings it to the front.</summary>
        [MenuItem("Worldport/Connect", priority = 1)]
        public static void Open() => GetWindow<WorldportWindow>("Worldport");

        private void OnEnable()
        {
            EditorApplication.update += Tick;
            AssemblyReloadEvents.beforeAssemblyReload += DropForReload;
            if (_isConnected) Connect();
        }

        private void OnDisable()
        {
            EditorApplication.update -= Tick;
            AssemblyReloadEvents.beforeAssemblyReload -= DropForReload;
            Disconnect();
        }

        /// <summary>
        /// Scripts are loaded anew; the window is enabled again after it, and goes on in the same session: unless that is
        /// because a game is about to play, which is to drive.
        /// </summary>
        private void DropForReload()
        {
            if (EditorApplication.isPlayingOrWillChangePlaymode) _connection?.Dispose();
            else _connection?.Drop();
            _connection = null;
        }

        /// <summary>While a game plays, it drives and the window looks on; else the game would wait in the queue.</summary>
        private bool Drives => _drives && !EditorApplication.isPlayingOrWillChangePlaymode;

        private void Connect()
        {
            Disconnect();
            _isConnected = true;
            _drivesNow = Drives;
            _connection = new EditorConnection(_url, _token, _drivesNow);
            _connection.SchemaChanged += Follow;
        }

        /// <summary>Leaves <see cref="_isConnected"/> as it is: after a domain reload the window connects again.</summary>
        private void Disconnect()
        {
            _connection?.Dispose();
            _connection = null;
            _forms.Clear();
            _preview.Dispose();
        }

        private void Follow(SchemaDocument schema)
        {
            _forms = schema.Commands.Select(command => new CommandForm(command)).ToList();
            TrackDeclaration track = schema.Track(_track);
            if (track == null || track.IsIn) _track = schema.Tracks.FirstOrDefault(one => !one.IsIn)?.Name ?? "";
        }

        private void Tick()
        {
            if (_connection == null || EditorApplication.timeSinceStartup < _nextTick) return;
            _nextTick = EditorApplication.timeSinceStartup + TickSeconds;
            if (Drives != _drivesNow) Connect();
            _connection.Tick();
            if (_connection.TryTakeFrame(_track, out Frame frame)) _preview.Take(frame);
            Repaint();
        }

        private void OnGUI()
        {
            _scroll = EditorGUILayout.BeginScrollView(_scroll);
            DrawServer();
            if (_connection != null)
            {
                EditorGUILayout.HelpBox(_connection.Standing, _connection.HasProblem ? MessageType.Error : MessageType.Info);
                if (_connection.Schema != null) DrawModel(_connection.Schema);
            }
            EditorGUILayout.EndScrollView();
            if (_wants == true) Connect();
            else if (_wants == false)
            {
                _isConnected = false;
                Disconnect();
            }
            _wants = null;
        }

        private void DrawServer()
        {
            using (new EditorGUI.DisabledScope(_connection != null))
            {
                _url = EditorGUILayout.TextField(new GUIContent("Server", "Its address, as it prints it at its start."), _url);
                _token = EditorGUILayout.PasswordField(new GUIContent("Token", "Only for servers on other machines."), _token);
                _drives = EditorGUILayout.Toggle(new GUIContent("Drive", "Off: look on. While a game plays, it drives in any case."), _drives);
            }
            // Not at once: the controls that are laid out stay the same until all are drawn.
            if (GUILayout.Button(_connection == null ? "Connect" : "Disconnect")) _wants = _connection == null;
            if (_connection == null)
                EditorGUILayout.HelpBox("Start a server with npm start in a clone of Worldport, then connect.", MessageType.None);
        }

        private void DrawModel(SchemaDocument schema)
        {
            EditorGUILayout.Space();
            EditorGUILayout.LabelField(new GUIContent(schema.Title, schema.Description), EditorStyles.boldLabel);
            string[] tracks = schema.Tracks.Where(track => !track.IsIn).Select(track => track.Name).ToArray();
            if (tracks.Length > 1) _track = tracks[EditorGUILayout.Popup("Track", System.Math.Max(0, System.Array.IndexOf(tracks, _track)), tracks)];
            if (_preview.Texture != null)
            {
                float aspect = (float)_preview.Texture.width / _preview.Texture.height;
                GUI.DrawTextureWithTexCoords(GUILayoutUtility.GetAspectRect(aspect), _preview.Texture, FramePreview.Coords);
            }
            EditorGUILayout.LabelField($"{_connection.Statistics.Fps:0.0} frames per second");
            DrawMaking(schema);
            if (GUILayout.Button(new GUIContent("Make bindings", "Adds a session and bindings to the selected object, or to a new one.")))
                EditorApplication.delayCall += () => SceneSetup.MakeBindings(_url, _token);
            using (new EditorGUI.DisabledScope(!_connection.IsDriving))
            {
                EditorGUILayout.BeginHorizontal();
                if (GUILayout.Button("Pause")) _connection.Pause(true);
                if (GUILayout.Button("Play")) _connection.Pause(false);
                if (GUILayout.Button("Restart")) _connection.Restart();
                EditorGUILayout.EndHorizontal();
                foreach (CommandForm form in _forms) if (FormView.Draw(form)) _connection.Send(form);
            }
            foreach (string line in _connection.Lines.Reverse().Take(8)) EditorGUILayout.LabelField(line, EditorStyles.wordWrappedMiniLabel);
        }

        private void DrawMaking(SchemaDocument schema)
        {
            EditorGUILayout.BeginHorizontal();
            if (GUILayout.Button(new GUIContent("Save schema…", "An asset for drop-downs and typed code."))) AssetFiles.SaveSchema(schema);
            if (GUILayout.Button(new GUIContent("C# client…", "A class with a method for each command, written by the server."))) AssetFiles.SaveClient(schema, _url, _token);
            using (new EditorGUI.DisabledScope(!HasInputSystem))
                if (GUILayout.Button(new GUIContent("Input actions…", "The schema's keys as an asset of the Input System, which has to be installed."))) AssetFiles.SaveActions(schema);
            EditorGUILayout.EndHorizontal();
        }
    }
}

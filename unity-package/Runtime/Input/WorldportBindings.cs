using System;
using System.Collections.Generic;
using UnityEngine;
using Worldport.Client;
#if WORLDPORT_INPUT_SYSTEM
using UnityEngine.InputSystem;
#endif

namespace Worldport
{
    /// <summary>
    /// The player's input → the model's commands. By default everything is bound that the schema has hints for; bindings made
    /// by hand take over the commands they name. Everything held is let go of when the game loses focus, when this component
    /// is disabled and when the session stops being driven.
    /// </summary>
    [AddComponentMenu("Worldport/Worldport Bindings")]
    [DefaultExecutionOrder(-50)]
    public sealed class WorldportBindings : MonoBehaviour
    {
        [SerializeField]
        [Tooltip("The session that gets the commands. Empty: one on this object or above it, else the first that is enabled.")]
        private WorldportSession _session;

        [SerializeField]
        [Tooltip("Binds every command the schema has a hint for and no binding below names.")]
        private bool _autoBind = true;

        [SerializeField]
        [Tooltip("Bindings made by hand.")]
        private List<WorldportBinding> _bindings = new List<WorldportBinding>();

        [SerializeField]
        [Tooltip("Shows the picture that pointers point at. Empty: one on this object; without one, the whole screen is the picture.")]
        private WorldportTexture _picture;

        [SerializeField]
        [Tooltip("Looks at the picture, where it is on a renderer with a mesh collider, or on a World Space canvas without an Event Camera. Empty: the main camera.")]
        private Camera _camera;

#if WORLDPORT_INPUT_SYSTEM
        [SerializeField]
        [Tooltip("Actions named after commands drive them instead of the default keys. The inspector can generate such an asset from the schema.")]
        private InputActionAsset _actions;

        private readonly List<InputAction> _enabledActions = new List<InputAction>();
        private InputActionAsset _enabledAsset;
#endif

        private readonly SessionSink _sink = new SessionSink();
        private WholeAmounts _amounts;
        private InputDriver _driver;
        private ScreenPointers _pointers;
        private BindingRows _rows;
        private EngineInput _input;
        private IInputDevices _devices;
        private SchemaDocument _bound;
        private Complaints _console;
        private bool _hasFocus = true;
        private bool _isHolding;
        private bool _isStale;

        /// <summary>The session that gets the commands; null to look for one.</summary>
        public WorldportSession Session
        {
            get => _session;
            set
            {
                Release();
                _session = value;
            }
        }

        /// <summary>Whether commands that no binding names are bound by the schema's hints.</summary>
        public bool AutoBind
        {
            get => _autoBind;
            set
            {
                _autoBind = value;
                Rebind();
            }
        }

        /// <summary>Bindings made by hand. Call <see cref="Rebind"/> after changing them while the game runs.</summary>
        public List<WorldportBinding> Bindings => _bindings;

        /// <summary>Shows the picture that pointers point at; null for the whole screen.</summary>
        public WorldportTexture Picture
        {
            get => _picture;
            set => _picture = value;
        }

        /// <summary>Looks at the picture on a renderer, or on a canvas in the scene without a camera; null for the main camera.</summary>
        public Camera Camera
        {
            get => _camera;
            set => _camera = value;
        }

#if WORLDPORT_INPUT_SYSTEM
        /// <summary>Actions named after commands, which drive them instead of the default keys; null for none.</summary>
        public InputActionAsset Actions
        {
            get => _actions;
            set
            {
                _actions = value;
                Rebind();
            }
        }
#endif

        /// <summary>What is wrong and what to do about it, in a sentence; "" while all is well.</summary>
        public string Problem => Console.Newest;

        private Complaints Console => _console ?? (_console = new Complaints(this));

        /// <summary>Lets go of what is held, and binds anew with the next tick.</summary>
        public void Rebind()
        {
            Release();
            _bound = null;
            _isStale = false;
            if (!isActiveAndEnabled) return;
            EnableActions(false);
            EnableActions(true);
        }

        private void OnEnable()
        {
            // An object that was inactive heard of no change.
            _hasFocus = Application.isFocused;
            _input = EngineInput.Make();
            if (_input == null) Console.Error(EngineInput.NoInput);
            _amounts = new WholeAmounts(_sink);
            _driver = new InputDriver(_amounts);
            _pointers = new ScreenPointers(_driver);
            _rows = new BindingRows(_amounts, Console);
            _bound = null;
            _isStale = false;
            if (_picture == null) _picture = GetComponent<WorldportTexture>();
            EnableActions(true);
        }

        /// <summary>The editor calls this when the inspector has changed something, also while the game plays.</summary>
        private void OnValidate() => _isStale = true;

        private void Update()
        {
            if (_isStale) Rebind();
            WorldportSession session = WorldportSession.For(this, _session);
            if (!ReferenceEquals(session, _sink.Session))
            {
                Release();
                _sink.Session = session;
            }
            if (session == null || !session.IsDriving || !_hasFocus || _input == null)
            {
                Release();
                return;
            }
            try
            {
                if (!ReferenceEquals(_bound, session.LiveSchema)) Bind(session.LiveSchema);
                _isHolding = true;
                _input.Tick();
                _driver.Tick(_devices, Time.unscaledDeltaTime);
                _pointers.Tick(_input, _picture, _camera);
                _rows.Tick(_input, Time.unscaledDeltaTime);
            }
            catch (Exception error)
            {
                // A bug of ours must not stop the game's own scripts.
                Console.Error($"A tick of the bindings failed, and is left out. Please report this: {error}");
            }
        }

        private void OnApplicationFocus(bool hasFocus)
        {
            _hasFocus = hasFocus;
            if (hasFocus) return;
            Release();
            // The session flushes later in the tick, which may not come while the game has no focus.
            if (_sink.Session != null) _sink.Session.Client?.Flush();
        }

        private void OnDisable()
        {
            Release();
            EnableActions(false);
            if (_sink.Session != null) _sink.Session.Client?.Flush();
            _sink.Session = null;
        }

        private void Bind(SchemaDocument schema)
        {
            Release();
            Console.Clear();
            _bound = schema;
            _amounts.Bind(schema.Commands);
            _rows.Bind(_bindings, schema);
            _devices = _input;
            var bindings = new List<DefaultBinding>();
            if (_autoBind)
                foreach (DefaultBinding binding in DefaultBindings.Of(schema.Commands))
                    if (!_rows.Drives(binding.Command.Name)) bindings.Add(binding);
#if WORLDPORT_INPUT_SYSTEM
            if (_actions != null)
            {
                var reader = new ActionReader(_input);
                for (int i = 0; i < bindings.Count; i++) bindings[i] = reader.Take(bindings[i], _actions);
                _devices = reader;
            }
#endif
            _driver.Bind(bindings);
        }

        private void Release()
        {
            if (!_isHolding) return;
            _isHolding = false;
            _driver.ReleaseAll();
            _pointers.Release();
            _rows.Release();
        }

        /// <summary>Only what was enabled here is disabled again: the game may use the same actions.</summary>
        private void EnableActions(bool isEnabled)
        {
#if WORLDPORT_INPUT_SYSTEM
            if (!isEnabled)
            {
                if (_enabledAsset != null) _enabledAsset.Disable();
                foreach (InputAction action in _enabledActions) action.Disable();
                _enabledAsset = null;
                _enabledActions.Clear();
                return;
            }
            if (_actions != null && !_actions.enabled)
            {
                _enabledAsset = _actions;
                _enabledAsset.Enable();
            }
            foreach (WorldportBinding binding in _bindings)
            {
                InputAction action = binding.Input == WorldportInput.InputAction ? binding.Action.action : null;
                if (action == null || action.enabled) continue;
                _enabledActions.Add(action);
                action.Enable();
            }
#endif
        }
    }
}

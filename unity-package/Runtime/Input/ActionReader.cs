#if WORLDPORT_INPUT_SYSTEM
using System;
using System.Collections.Generic;
using UnityEngine;
using UnityEngine.InputSystem;
using Worldport.Client;

namespace Worldport
{
    /// <summary>Actions of the Input System as devices: those of an asset drive the commands they are named after.</summary>
    internal sealed class ActionReader : IInputDevices
    {
        private readonly IInputDevices _devices;
        private readonly Dictionary<string, Func<double>> _values = new Dictionary<string, Func<double>>();

        /// <summary>Reads actions, and everything else from other devices.</summary>
        public ActionReader(IInputDevices devices)
        {
            _devices = devices;
        }

        /// <summary>What an action reads: x and y, or x alone for an axis or a button; nothing for other kinds.</summary>
        public static Vector2 Read(InputAction action)
        {
            // Reading another type than the action's throws; the expected one tells which that is, where there is one.
            switch (action.expectedControlType)
            {
                case "Vector2":
                case "Stick":
                case "Dpad":
                case "Delta":
                    return action.ReadValue<Vector2>();
                case "Axis":
                case "Analog":
                case "Button":
                case "Key":
                    return new Vector2(action.ReadValue<float>(), 0);
            }
            object value = action.ReadValueAsObject();
            if (value is Vector2 both) return both;
            return value is float one ? new Vector2(one, 0) : Vector2.zero;
        }

        /// <summary>Lets the action of a command's name drive its binding; gives the binding as it is when the asset has none.</summary>
        public DefaultBinding Take(DefaultBinding binding, InputActionAsset asset)
        {
            string command = binding.Command.Name;
            string type = ActionInput.ControlTypeOf(binding);
            InputAction action = type == null ? null : asset.FindAction($"{InputActionsText.Map}/{command}") ?? asset.FindAction(command);
            if (action == null) return binding;
            _values[ActionInput.X(command)] = () => Read(action).x;
            _values[ActionInput.Y(command)] = () => -Read(action).y;
            _values[ActionInput.Less(command)] = () => -Read(action).x;
            _values[ActionInput.More(command)] = () => Read(action).x;
            return ActionInput.Drive(binding);
        }

        public bool IsDown(string code) => _values.TryGetValue(code, out Func<double> value) ? value() > 0.5 : _devices.IsDown(code);

        public double Gamepad(string part) => _values.TryGetValue(part, out Func<double> value) ? value() : _devices.Gamepad(part);
    }
}
#endif

// Pages are under https://docs.unity3d.com/Packages/com.unity.inputsystem@1.7/api/, named at the end of each line.
// An action's value is what a test sets; bindings are not resolved.
using System;
using System.Collections.Generic;

namespace UnityEngine.InputSystem
{
    public sealed class InputAction // UnityEngine.InputSystem.InputAction
    {
        internal InputAction(string name)
        {
            this.name = name;
        }

        public string name { get; } // UnityEngine.InputSystem.InputAction#UnityEngine_InputSystem_InputAction_name

        public bool enabled { get; private set; } // UnityEngine.InputSystem.InputAction#UnityEngine_InputSystem_InputAction_enabled

        public string expectedControlType { get; set; } = ""; // UnityEngine.InputSystem.InputAction#UnityEngine_InputSystem_InputAction_expectedControlType

        /// <summary>What its control reads: a float or a Vector2.</summary>
        internal object Value { get; set; }

        public void Enable() => enabled = true; // UnityEngine.InputSystem.InputAction#UnityEngine_InputSystem_InputAction_Enable

        public void Disable() => enabled = false; // UnityEngine.InputSystem.InputAction#UnityEngine_InputSystem_InputAction_Disable

        public TValue ReadValue<TValue>() where TValue : struct // UnityEngine.InputSystem.InputAction#UnityEngine_InputSystem_InputAction_ReadValue__1
        {
            if (!enabled || Value == null) return default(TValue);
            if (Value is TValue value) return value;
            throw new InvalidOperationException($"Cannot read value of type '{typeof(TValue).Name}' from action '{name}'.");
        }

        public object ReadValueAsObject() => enabled ? Value : null; // UnityEngine.InputSystem.InputAction#UnityEngine_InputSystem_InputAction_ReadValueAsObject

        public bool IsPressed() => enabled && Value is float value && value >= 0.5f; // UnityEngine.InputSystem.InputAction#UnityEngine_InputSystem_InputAction_IsPressed
    }

    [Serializable]
    public struct InputActionProperty // UnityEngine.InputSystem.InputActionProperty
    {
        private readonly InputAction _action;

        public InputActionProperty(InputAction action) // UnityEngine.InputSystem.InputActionProperty#UnityEngine_InputSystem_InputActionProperty__ctor_UnityEngine_InputSystem_InputAction_
        {
            _action = action;
        }

        public InputAction action => _action; // UnityEngine.InputSystem.InputActionProperty#UnityEngine_InputSystem_InputActionProperty_action
    }

    public class InputActionAsset : ScriptableObject // UnityEngine.InputSystem.InputActionAsset
    {
        public bool enabled => Actions.Exists(action => action.enabled); // UnityEngine.InputSystem.InputActionAsset#UnityEngine_InputSystem_InputActionAsset_enabled

        internal List<InputAction> Actions { get; } = new List<InputAction>();

        public InputAction FindAction(string actionNameOrId, bool throwIfNotFound = false) // UnityEngine.InputSystem.InputActionAsset#UnityEngine_InputSystem_InputActionAsset_FindAction_System_String_System_Boolean_
        {
            string name = actionNameOrId.Substring(actionNameOrId.IndexOf('/') + 1);
            InputAction found = Actions.Find(action => action.name == name);
            if (found == null && throwIfNotFound) throw new ArgumentException($"No action '{actionNameOrId}' in '{this.name}'.");
            return found;
        }

        public void Enable() // UnityEngine.InputSystem.InputActionAsset#UnityEngine_InputSystem_InputActionAsset_Enable
        {
            foreach (InputAction action in Actions) action.Enable();
        }

        public void Disable() // UnityEngine.InputSystem.InputActionAsset#UnityEngine_InputSystem_InputActionAsset_Disable
        {
            foreach (InputAction action in Actions) action.Disable();
        }
    }
}

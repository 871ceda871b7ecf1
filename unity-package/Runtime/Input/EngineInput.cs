using System;
using System.Collections.Generic;
using UnityEngine;
using Worldport.Client;

namespace Worldport
{
    /// <summary>What is pressed and moved, from whichever input system the project uses. Main thread only; makes nothing per tick.</summary>
    internal abstract class EngineInput : IInputDevices
    {
        /// <summary>Why <see cref="Make"/> gives null, and what to do.</summary>
        public const string NoInput =
            "The project has neither the old Input Manager nor the Input System package active, so nothing can drive commands. Choose one in Project Settings, Player, Active Input Handling.";

        /// <summary>Whether the mouse is there.</summary>
        public abstract bool HasMouse { get; }

        /// <summary>In pixels of the screen, from its bottom left.</summary>
        public abstract Vector2 MousePosition { get; }

        /// <summary>Pixels since the last tick, right and up positive.</summary>
        public abstract Vector2 MouseMotion { get; }

        /// <summary>Notches since the last tick.</summary>
        public abstract float Scroll { get; }

        public abstract int TouchCount { get; }

        /// <summary>The reader of the project's input system; the Input System where both are active. Null where there is none.</summary>
        public static EngineInput Make()
        {
#if WORLDPORT_INPUT_SYSTEM && ENABLE_INPUT_SYSTEM
            return new SystemInput();
#elif ENABLE_LEGACY_INPUT_MANAGER
            return new LegacyInput();
#else
            return null;
#endif
        }

        /// <inheritdoc/>
        public abstract bool IsDown(string code);

        /// <inheritdoc/>
        public abstract double Gamepad(string part);

        public abstract bool IsDown(KeyCode key);

        /// <summary>0: left, 1: right, 2: middle.</summary>
        public abstract bool IsMouseDown(int button);

        /// <summary>A finger on the screen; its place in pixels from the bottom left.</summary>
        /// <returns>False when it has just left.</returns>
        public abstract bool TryTouch(int at, out int id, out Vector2 position);

        /// <summary>Called once per tick, before anything is read.</summary>
        public virtual void Tick()
        {
        }

        /// <summary>An axis of the Input Manager. False when it is not there, with the reason.</summary>
        public bool TryAxis(string name, out float value, out string problem)
        {
            value = 0;
#if ENABLE_LEGACY_INPUT_MANAGER
            try
            {
                value = Input.GetAxisRaw(name);
                problem = "";
                return true;
            }
            catch (ArgumentException)
            {
                problem = $"The Input Manager has no axis \"{name}\". Add it in Project Settings, or choose another.";
            }
#else
            problem = $"Axis \"{name}\" needs the old Input Manager, which this project does not use. Bind an Input Action instead.";
#endif
            return false;
        }

        /// <summary>A button of the Input Manager. False when it is not there, with the reason.</summary>
        public bool TryButton(string name, out bool isDown, out string problem)
        {
            isDown = false;
#if ENABLE_LEGACY_INPUT_MANAGER
            try
            {
                isDown = Input.GetButton(name);
                problem = "";
                return true;
            }
            catch (ArgumentException)
            {
                problem = $"The Input Manager has no button \"{name}\". Add it in Project Settings, or choose another.";
            }
#else
            problem = $"Button \"{name}\" needs the old Input Manager, which this project does not use. Bind an Input Action instead.";
#endif
            return false;
        }

        /// <summary>The members of an enum of keys, by the name that <paramref name="of"/> picks, keyed by the schema's code.</summary>
        protected static Dictionary<string, TKey> Table<TKey>(Func<KeyName, string> of) where TKey : struct
        {
            var table = new Dictionary<string, TKey>();
            foreach (KeyName name in KeyName.All)
                if (Enum.TryParse(of(name), out TKey key)) table[name.Code] = key;
            return table;
        }
    }
}

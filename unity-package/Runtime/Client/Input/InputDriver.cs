using System;
using System.Collections.Generic;

namespace Worldport.Client
{
    /// <summary>
    /// Default bindings at work: what is pressed → held commands, triggers and deltas, once per tick. Nothing is made and
    /// nothing is sent while input stays as it is. For one thread.
    /// </summary>
    public sealed class InputDriver
    {
        /// <summary>How far a fully pushed stick turns the view, in picture widths per second.</summary>
        private const double StickSpeed = 0.8;

        private readonly ICommandSink _sink;
        private readonly PointerDriver _pointers;
        private readonly List<BindingState> _states = new List<BindingState>();
        private readonly List<KeyNudge> _nudges = new List<KeyNudge>();
        private readonly List<HeldKeys> _keys = new List<HeldKeys>();

        /// <summary>Makes a driver that drives nothing yet.</summary>
        public InputDriver(ICommandSink sink)
        {
            _sink = sink;
            _pointers = new PointerDriver(sink);
        }

        /// <summary>Whether a binding wants the place of a pointer on the picture.</summary>
        public bool WantsPointer => _pointers.WantsPointer;

        /// <summary>Whether a binding wants the motion of the mouse.</summary>
        public bool WantsMotion => _pointers.WantsMotion;

        /// <summary>Whether a binding wants the wheel of the mouse.</summary>
        public bool WantsWheel => _pointers.WantsWheel;

        /// <summary>Takes other bindings. Release what is held before.</summary>
        public void Bind(IReadOnlyList<DefaultBinding> bindings)
        {
            _states.Clear();
            _nudges.Clear();
            _keys.Clear();
            _pointers.Bind(bindings);
            foreach (DefaultBinding binding in bindings)
            {
                bool isHeldKind = binding.Kind == "axis1d" || binding.Kind == "axis2d" || binding.Kind == "button";
                if (isHeldKind || binding.Kind == "pointer_delta") _states.Add(new BindingState(binding));
                else if (binding.Kind == "keys") _keys.Add(new HeldKeys(binding));
                else if (binding.Keys.Count > 0 && binding.Kind != "pointer" && binding.Kind != "wheel") _nudges.Add(new KeyNudge(binding));
            }
        }

        /// <summary>Reads keys and gamepad, and states what follows.</summary>
        /// <param name="devices">What is pressed.</param>
        /// <param name="seconds">Time since the last tick.</param>
        public void Tick(IInputDevices devices, double seconds)
        {
            for (int i = 0; i < _states.Count; i++) Follow(_states[i], devices, seconds);
            for (int i = 0; i < _nudges.Count; i++) _nudges[i].Tick(devices, seconds, _sink);
            for (int i = 0; i < _keys.Count; i++) _keys[i].Tick(devices, _sink);
        }

        /// <summary>A pointer or finger is on the picture.</summary>
        /// <param name="id">Tells fingers apart; the mouse is any number.</param>
        /// <param name="x">0 to 1, from the left.</param>
        /// <param name="y">0 to 1, from the top.</param>
        /// <param name="isDown">Whether it presses.</param>
        public void Point(int id, double x, double y, bool isDown) => _pointers.Point(id, x, y, isDown);

        /// <summary>A pointer or finger has left the picture.</summary>
        public void Leave(int id) => _pointers.Leave(id);

        /// <summary>The mouse moved, in picture widths, right and down positive.</summary>
        public void Turn(double dx, double dy) => _pointers.Turn(dx, dy);

        /// <summary>The wheel turned, in notches, away from the person positive.</summary>
        public void Spin(double notches) => _pointers.Spin(notches);

        /// <summary>Lets go of every key, stick, button and pointer: held commands go back to rest.</summary>
        public void ReleaseAll()
        {
            _pointers.ReleaseAll();
            foreach (BindingState state in _states)
            {
                if (state.IsKnown && state.Binding.Command.Semantics == Semantics.Held && state.Binding.Kind != "pointer_delta")
                    Hold(state.Binding, state.Binding.AtRest);
                state.IsKnown = false;
                state.IsDown = false;
            }
            foreach (KeyNudge nudge in _nudges) nudge.Release();
            foreach (HeldKeys keys in _keys) keys.Release(_sink);
        }

        private void Follow(BindingState state, IInputDevices devices, double seconds)
        {
            DefaultBinding binding = state.Binding;
            if (binding.Kind == "pointer_delta")
            {
                TurnByStick(binding, devices, seconds);
                return;
            }
            double x = 0;
            double y = 0;
            bool isButton = binding.Kind == "button";
            if (isButton) x = InputValues.IsPressed(binding, devices) ? 1 : 0;
            else InputValues.Axes(binding, devices, out x, out y);
            if (state.IsKnown && x == state.X && y == state.Y) return;
            state.IsKnown = true;
            state.X = x;
            state.Y = y;
            bool isPressed = x != 0 || y != 0;
            if (binding.Command.Semantics == Semantics.Held) Hold(binding, ArgsOf(binding, x, y));
            else if (isPressed && !state.IsDown) _sink.Trigger(binding.Command.Name, ArgsOf(binding, x, y));
            state.IsDown = isPressed;
        }

        private static Dictionary<string, object> ArgsOf(DefaultBinding binding, double x, double y)
        {
            if (binding.Kind == "button") return x > 0 ? binding.Pressed : binding.AtRest;
            return InputValues.AxisArgs(binding, x, y);
        }

        private void Hold(DefaultBinding binding, Dictionary<string, object> args) =>
            _sink.Hold(binding.Command.Name, args, binding.AtRest, binding.Command.Name);

        /// <summary>A stick bound to pointer_delta turns the view as long as it is pushed.</summary>
        private void TurnByStick(DefaultBinding binding, IInputDevices devices, double seconds)
        {
            if (binding.Gamepad.Count < 2 || binding.Targets.Count < 2) return;
            double x = devices.Gamepad(binding.Gamepad[0]);
            double y = devices.Gamepad(binding.Gamepad[1]);
            if (x == 0 && y == 0) return;
            double reach = StickSpeed * Math.Min(0.1, seconds);
            _sink.Add(binding.Command.Name, binding.Targets[0].Field, x * reach);
            _sink.Add(binding.Command.Name, binding.Targets[1].Field, y * reach);
        }

        private sealed class BindingState
        {
            public BindingState(DefaultBinding binding)
            {
                Binding = binding;
            }

            public DefaultBinding Binding { get; }

            public bool IsKnown { get; set; }

            public double X { get; set; }

            public double Y { get; set; }

            public bool IsDown { get; set; }
        }
    }
}

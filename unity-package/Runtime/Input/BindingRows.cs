using System.Collections.Generic;
using UnityEngine;
using Worldport.Client;

namespace Worldport
{
    /// <summary>Bindings made by hand at work: each tick, what each reads is mixed into the args of its command.</summary>
    internal sealed class BindingRows
    {
        private readonly List<Row> _rows = new List<Row>();
        private readonly List<ArgMixer> _mixers = new List<ArgMixer>();
        private readonly ICommandSink _sink;
        private readonly Complaints _console;

        public BindingRows(ICommandSink sink, Complaints console)
        {
            _sink = sink;
            _console = console;
        }

        public bool Drives(string command) => _mixers.Exists(mixer => mixer.Command.Name == command);

        /// <summary>Takes the rows that fit the model; tells what is wrong with the others.</summary>
        public void Bind(IReadOnlyList<WorldportBinding> bindings, SchemaDocument schema)
        {
            _rows.Clear();
            _mixers.Clear();
            foreach (WorldportBinding binding in bindings)
            {
                CommandDeclaration command = schema.Command(binding.Command);
                if (command == null)
                {
                    _console.Error($"The model {schema.ModelId} has no command \"{binding.Command}\". It has: {Names(schema.Commands)}. Choose one of them in the Worldport Bindings.");
                    continue;
                }
                ArgMixer mixer = _mixers.Find(some => some.Command == command);
                if (mixer == null) _mixers.Add(mixer = new ArgMixer(command));
                var row = new Row(binding, mixer) { First = Slot(mixer, binding.Arg), Second = Slot(mixer, binding.SecondArg) };
                _rows.Add(row);
            }
        }

        public void Tick(EngineInput input, float seconds)
        {
            for (int i = 0; i < _mixers.Count; i++) _mixers[i].Begin();
            try
            {
                for (int i = 0; i < _rows.Count; i++) Follow(_rows[i], input, seconds);
            }
            finally
            {
                // Whatever happens to one row, no command stays as it was.
                for (int i = 0; i < _mixers.Count; i++) _mixers[i].End(_sink);
            }
        }

        public void Release()
        {
            foreach (ArgMixer mixer in _mixers) mixer.Release(_sink);
            foreach (Row row in _rows) row.WasDown = false;
        }

        private int Slot(ArgMixer mixer, string arg)
        {
            if (string.IsNullOrEmpty(arg)) return -1;
            int slot = mixer.Find(arg);
            if (slot < 0)
                _console.Error($"Command {mixer.Command.Name} has no arg \"{arg}\" that input can drive. Choose another in the Worldport Bindings.");
            return slot;
        }

        private void Follow(Row row, EngineInput input, float seconds)
        {
            WorldportBinding binding = row.Binding;
            Vector2 value = Read(binding, input);
            bool isAmount = binding.Input == WorldportInput.Mouse && binding.Mouse <= WorldportMouse.Scroll;
            bool isDown = Mathf.Abs(value.x) > 0.5f || Mathf.Abs(value.y) > 0.5f;
            // Amounts of the mouse are amounts already; what is held goes on for as long as it is.
            float factor = binding.Scale * (binding.Invert ? -1 : 1);
            if (row.Mixer.Command.Semantics == Semantics.Delta && !isAmount) factor *= seconds;
            if (binding.PressValue.Length > 0)
            {
                if (isDown && !row.WasDown && row.First >= 0) row.Mixer.Set(row.First, binding.PressValue);
            }
            else
            {
                if (row.First >= 0) row.Mixer.Put(row.First, value.x * factor);
                if (row.Second >= 0) row.Mixer.Put(row.Second, value.y * factor);
            }
            if (isDown && !row.WasDown) row.Mixer.Press();
            row.WasDown = isDown;
        }

        private Vector2 Read(WorldportBinding binding, EngineInput input)
        {
            switch (binding.Input)
            {
                case WorldportInput.Key:
                    bool isBack = binding.NegativeKey != KeyCode.None && input.IsDown(binding.NegativeKey);
                    return new Vector2((input.IsDown(binding.Key) ? 1 : 0) - (isBack ? 1 : 0), 0);
                case WorldportInput.Axis:
                    if (!input.TryAxis(binding.InputName, out float axis, out string noAxis)) _console.Error(noAxis);
                    return new Vector2(Live(axis, binding), 0);
                case WorldportInput.Button:
                    if (!input.TryButton(binding.InputName, out bool isDown, out string noButton)) _console.Error(noButton);
                    return new Vector2(isDown ? 1 : 0, 0);
                case WorldportInput.Mouse: return new Vector2(Read(binding.Mouse, input), 0);
                default: return ReadAction(binding);
            }
        }

        private static float Read(WorldportMouse mouse, EngineInput input)
        {
            switch (mouse)
            {
                case WorldportMouse.X: return input.MouseMotion.x;
                case WorldportMouse.Y: return input.MouseMotion.y;
                case WorldportMouse.Scroll: return input.Scroll;
                default: return input.IsMouseDown(mouse - WorldportMouse.Left) ? 1 : 0;
            }
        }

        private Vector2 ReadAction(WorldportBinding binding)
        {
#if WORLDPORT_INPUT_SYSTEM
            UnityEngine.InputSystem.InputAction action = binding.Action.action;
            if (action == null) return Vector2.zero;
            Vector2 value = ActionReader.Read(action);
            return new Vector2(Live(value.x, binding), Live(value.y, binding));
#else
            _console.Error("A binding wants an Input Action, but the Input System package is not installed. Install it, or choose another input.");
            return Vector2.zero;
#endif
        }

        private static float Live(float value, WorldportBinding binding) => (float)InputValues.WithoutDeadZone(value, binding.DeadZone);

        private static string Names(IReadOnlyList<CommandDeclaration> commands)
        {
            var names = new List<string>();
            foreach (CommandDeclaration command in commands) names.Add(command.Name);
            return string.Join(", ", names.ToArray());
        }

        private sealed class Row
        {
            public Row(WorldportBinding binding, ArgMixer mixer)
            {
                Binding = binding;
                Mixer = mixer;
            }

            public WorldportBinding Binding { get; }

            public ArgMixer Mixer { get; }

            public int First { get; set; }

            public int Second { get; set; }

            public bool WasDown { get; set; }
        }
    }
}

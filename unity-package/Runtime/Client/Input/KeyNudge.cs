using System;
using System.Collections.Generic;

namespace Worldport.Client
{
    /// <summary>
    /// Keys of a command that keeps its value: one steps a number, switches a flag, goes through a choice, or triggers.
    /// A key that is held goes on stepping a number.
    /// </summary>
    internal sealed class KeyNudge
    {
        /// <summary>Share of a range that one press moves, when the schema names no step.</summary>
        private const double Share = 1 / 40.0;

        private const double FirstRepeatSeconds = 0.4;
        private const double RepeatSeconds = 0.05;

        private readonly DefaultBinding _binding;
        private readonly ArgField _field;
        private readonly Dictionary<string, object> _args = new Dictionary<string, object>();
        private readonly Dictionary<string, bool> _down = new Dictionary<string, bool>();
        private double _untilRepeat;

        public KeyNudge(DefaultBinding binding)
        {
            _binding = binding;
            Dictionary<string, object> presets = ArgField.Presets(binding.Command);
            foreach (ArgField field in ArgField.Of(binding.Command))
            {
                _field = _field ?? field;
                if (presets.TryGetValue(field.Name, out object preset)) _args[field.Name] = preset;
            }
        }

        public void Release() => _down.Clear();

        public void Tick(IInputDevices devices, double seconds, ICommandSink sink)
        {
            for (int set = 0; set < _binding.Keys.Count; set++)
            {
                string[] keys = _binding.Keys[set];
                for (int i = 0; i < keys.Length; i++)
                {
                    bool isDown = devices.IsDown(keys[i]);
                    bool wasDown = _down.TryGetValue(keys[i], out bool was) && was;
                    if (isDown != wasDown) _down[keys[i]] = isDown;
                    if (!isDown) continue;
                    if (wasDown && !IsRepeat(seconds)) continue;
                    if (!wasDown) _untilRepeat = FirstRepeatSeconds;
                    Nudge(i, sink);
                }
            }
        }

        private bool IsRepeat(double seconds)
        {
            if (_field == null || _field.Type != ArgType.Number && _field.Type != ArgType.Integer) return false;
            _untilRepeat -= seconds;
            if (_untilRepeat > 0) return false;
            _untilRepeat += RepeatSeconds;
            return true;
        }

        private void Nudge(int key, ICommandSink sink)
        {
            if (_binding.Kind == "text") return;
            if (_field != null && !Change(key)) return;
            CommandDeclaration command = _binding.Command;
            if (command.Semantics == Semantics.Held) sink.Hold(command.Name, _args, null, command.Name);
            else if (command.Semantics == Semantics.Trigger) sink.Trigger(command.Name, _args);
            else
                foreach (KeyValuePair<string, object> arg in _args)
                    sink.Add(command.Name, arg.Key, Body.NumberOf(arg.Value, 0));
        }

        private bool Change(int key)
        {
            _args.TryGetValue(_field.Name, out object value);
            switch (_field.Type)
            {
                case ArgType.Boolean:
                    _args[_field.Name] = !(value is bool flag && flag);
                    return true;
                case ArgType.Choice:
                    bool isPerKey = _binding.Keys[0].Length == _field.Options.Count;
                    _args[_field.Name] = _field.Options[isPerKey ? key : (IndexOf(value) + 1) % _field.Options.Count];
                    return true;
                case ArgType.Number:
                case ArgType.Integer:
                    double step = new Body(_binding.Command.Input).Number("step", DefaultStep());
                    _args[_field.Name] = _field.Fit(Body.NumberOf(value, 0) + (key == 0 ? -step : step));
                    return true;
                default: return true;
            }
        }

        private double DefaultStep() =>
            _field.Type == ArgType.Integer ? 1 : ((_field.Max ?? 1) - (_field.Min ?? 0)) * Share;

        private int IndexOf(object value)
        {
            for (int i = 0; i < _field.Options.Count; i++) if (Equals(_field.Options[i], value)) return i;
            return -1;
        }
    }
}

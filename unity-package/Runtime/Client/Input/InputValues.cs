using System;
using System.Collections.Generic;

namespace Worldport.Client
{
    /// <summary>What is pressed → the args of a binding's command. The same input gives the same args.</summary>
    public static class InputValues
    {
        /// <summary>Stick positions nearer to the middle than this count as the middle; 0 to 1.</summary>
        public const double DeadZone = 0.15;

        /// <summary>Takes the dead zone out of a stick, so that the rest of its way still covers 0 to 1.</summary>
        public static double WithoutDeadZone(double value, double deadZone = DeadZone)
        {
            double size = Math.Abs(value);
            if (size <= deadZone || deadZone >= 1) return 0;
            return Math.Sign(value) * Math.Min(1, size - deadZone) / (1 - deadZone);
        }

        /// <summary>How far a binding's axes are pushed: -1 to 1, right and up positive. Keys and gamepad are added.</summary>
        public static void Axes(DefaultBinding binding, IInputDevices devices, out double x, out double y)
        {
            x = 0;
            y = 0;
            for (int i = 0; i < binding.Keys.Count; i++)
            {
                string[] set = binding.Keys[i];
                x += Key(devices, set, 1) - Key(devices, set, 0);
                y += Key(devices, set, 3) - Key(devices, set, 2);
            }
            IReadOnlyList<string> parts = binding.Gamepad;
            if (parts.Count > 0 && parts[0].Contains("stick_"))
            {
                // One axis may be a vertical stick: pushing it away from the player counts as positive, as on the y of a pair.
                double first = Part(devices, parts, 0);
                x += parts[0].EndsWith("_y", StringComparison.Ordinal) ? -first : first;
                y -= Part(devices, parts, 1);
            }
            else
            {
                x += Part(devices, parts, 1) - Part(devices, parts, 0);
                y += Part(devices, parts, 3) - Part(devices, parts, 2);
            }
            x = Unit(x);
            y = Unit(y);
        }

        /// <summary>Whether any key or gamepad button of a binding is down.</summary>
        public static bool IsPressed(DefaultBinding binding, IInputDevices devices)
        {
            for (int i = 0; i < binding.Keys.Count; i++)
                foreach (string code in binding.Keys[i]) if (devices.IsDown(code)) return true;
            for (int i = 0; i < binding.Gamepad.Count; i++) if (Math.Abs(devices.Gamepad(binding.Gamepad[i])) > 0.5) return true;
            return false;
        }

        /// <summary>Args a held binding asks for right now: all of the command's fields.</summary>
        public static Dictionary<string, object> HeldArgs(DefaultBinding binding, IInputDevices devices)
        {
            if (binding.Kind == "button") return IsPressed(binding, devices) ? binding.Pressed : binding.AtRest;
            Axes(binding, devices, out double x, out double y);
            return AxisArgs(binding, x, y);
        }

        /// <summary>Args of a binding whose axes are pushed this far, -1 to 1.</summary>
        public static Dictionary<string, object> AxisArgs(DefaultBinding binding, double x, double y)
        {
            IReadOnlyList<InputTarget> targets = binding.Targets;
            return WithTargets(
                binding,
                targets.Count > 0 ? Scaled(targets[0], x) : 0,
                targets.Count > 1 ? Scaled(targets[1], y) : 0);
        }

        /// <summary>The binding's resting args with its one or two targets set.</summary>
        public static Dictionary<string, object> WithTargets(DefaultBinding binding, double first, double second)
        {
            var args = new Dictionary<string, object>(binding.AtRest);
            for (int i = 0; i < binding.Targets.Count; i++) Set(args, binding.Targets[i], i == 0 ? first : second);
            return args;
        }

        private static void Set(Dictionary<string, object> args, InputTarget target, double number)
        {
            object value = target.IsInteger ? (object)(long)Math.Floor(number + 0.5) : number;
            if (target.Index < 0)
            {
                args[target.Field] = value;
                return;
            }
            args.TryGetValue(target.Field, out object old);
            args[target.Field] = new List<object>(old as List<object> ?? new List<object>()) { [target.Index] = value };
        }

        /// <summary>-1 to 1 → low, rest, high.</summary>
        private static double Scaled(InputTarget target, double axis)
        {
            double span = axis < 0 ? target.Rest - target.Low : target.High - target.Rest;
            return target.Rest + axis * span;
        }

        private static int Key(IInputDevices devices, string[] set, int at) => at < set.Length && devices.IsDown(set[at]) ? 1 : 0;

        private static double Part(IInputDevices devices, IReadOnlyList<string> parts, int at) =>
            at < parts.Count ? devices.Gamepad(parts[at]) : 0;

        private static double Unit(double value) => Math.Max(-1, Math.Min(1, value));
    }
}

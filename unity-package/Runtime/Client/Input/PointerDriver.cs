using System.Collections.Generic;

namespace Worldport.Client
{
    /// <summary>Mouse and fingers on the picture → <c>pointer</c>, <c>pointer_delta</c> and <c>wheel</c> commands. For one thread.</summary>
    internal sealed class PointerDriver
    {
        private readonly ICommandSink _sink;
        private readonly List<DefaultBinding> _points = new List<DefaultBinding>();
        private readonly List<DefaultBinding> _deltas = new List<DefaultBinding>();
        private readonly List<DefaultBinding> _wheels = new List<DefaultBinding>();
        private readonly List<Pointer> _pointers = new List<Pointer>();

        public PointerDriver(ICommandSink sink)
        {
            _sink = sink;
        }

        public bool WantsPointer => _points.Count > 0;

        public bool WantsMotion => _deltas.Count > 0;

        public bool WantsWheel => _wheels.Count > 0;

        public void Bind(IReadOnlyList<DefaultBinding> bindings)
        {
            _points.Clear();
            _deltas.Clear();
            _wheels.Clear();
            _pointers.Clear();
            foreach (DefaultBinding binding in bindings)
                if (binding.Kind == "pointer") _points.Add(binding);
                else if (binding.Kind == "pointer_delta") _deltas.Add(binding);
                else if (binding.Kind == "wheel") _wheels.Add(binding);
        }

        public void Point(int id, double x, double y, bool isDown)
        {
            if (_points.Count == 0) return;
            Pointer pointer = Find(id);
            bool isNew = pointer == null;
            if (isNew) _pointers.Add(pointer = new Pointer(id, FreeTouch()));
            else if (pointer.X == x && pointer.Y == y && pointer.IsDown == isDown) return;
            bool wasDown = pointer.IsDown;
            pointer.X = x;
            pointer.Y = y;
            pointer.IsDown = isDown;
            for (int i = 0; i < _points.Count; i++) Send(_points[i], pointer, wasDown);
        }

        public void Leave(int id)
        {
            Pointer pointer = Find(id);
            if (pointer == null) return;
            _pointers.Remove(pointer);
            Release(pointer.Touch);
        }

        public void Turn(double dx, double dy)
        {
            if (dx == 0 && dy == 0) return;
            for (int i = 0; i < _deltas.Count; i++)
            {
                DefaultBinding binding = _deltas[i];
                if (binding.Command.Semantics != Semantics.Delta)
                {
                    _sink.Trigger(binding.Command.Name, InputValues.WithTargets(binding, dx, dy));
                    continue;
                }
                _sink.Add(binding.Command.Name, binding.Targets[0].Field, dx);
                _sink.Add(binding.Command.Name, binding.Targets[1].Field, dy);
            }
        }

        public void Spin(double notches)
        {
            if (notches == 0) return;
            for (int i = 0; i < _wheels.Count; i++)
                _sink.Add(_wheels[i].Command.Name, _wheels[i].Targets[0].Field, notches);
        }

        public void ReleaseAll()
        {
            foreach (Pointer pointer in _pointers) Release(pointer.Touch);
            _pointers.Clear();
        }

        private void Send(DefaultBinding binding, Pointer pointer, bool wasDown)
        {
            // Without a field for the finger, only the first one counts.
            if (binding.TouchField == null && pointer.Touch > 0) return;
            bool isHeld = binding.Command.Semantics == Semantics.Held;
            bool isPress = pointer.IsDown && !wasDown;
            if (!isHeld && !isPress && (binding.PressedField == null || !pointer.IsDown && !wasDown)) return;
            Dictionary<string, object> args = InputValues.WithTargets(binding, pointer.X, pointer.Y);
            if (binding.PressedField != null) args[binding.PressedField] = pointer.IsDown;
            if (binding.TouchField != null) args[binding.TouchField] = (long)pointer.Touch;
            if (isHeld) _sink.Hold(binding.Command.Name, args, binding.AtRest, KeyOf(binding, pointer.Touch));
            else _sink.Trigger(binding.Command.Name, args);
        }

        private void Release(int touch)
        {
            foreach (DefaultBinding binding in _points)
            {
                if (binding.Command.Semantics != Semantics.Held || binding.TouchField == null && touch > 0) continue;
                Dictionary<string, object> args = binding.AtRest;
                if (binding.TouchField != null)
                    args = new Dictionary<string, object>(args) { [binding.TouchField] = (long)touch };
                _sink.Hold(binding.Command.Name, args, args, KeyOf(binding, touch));
            }
        }

        private static string KeyOf(DefaultBinding binding, int touch) =>
            binding.TouchField == null ? binding.Command.Name : $"{binding.Command.Name}#{touch}";

        private Pointer Find(int id)
        {
            for (int i = 0; i < _pointers.Count; i++) if (_pointers[i].Id == id) return _pointers[i];
            return null;
        }

        private int FreeTouch()
        {
            int touch = 0;
            while (_pointers.Exists(pointer => pointer.Touch == touch)) touch++;
            return touch;
        }

        private sealed class Pointer
        {
            public Pointer(int id, int touch)
            {
                Id = id;
                Touch = touch;
            }

            public int Id { get; }

            /// <summary>The smallest number that was free when it came.</summary>
            public int Touch { get; }

            public double X { get; set; }

            public double Y { get; set; }

            public bool IsDown { get; set; }
        }
    }
}

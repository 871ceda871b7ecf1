using System.Collections.Generic;

namespace Worldport.Client
{
    /// <summary>
    /// The keys of a <c>keys</c> command → the list of those that are down. Only the codes of its hint are read, in their
    /// order. For one thread.
    /// </summary>
    internal sealed class HeldKeys
    {
        private readonly DefaultBinding _binding;
        private readonly string _field;
        private readonly string[] _codes;
        private readonly bool[] _down;
        private bool _isStated;

        public HeldKeys(DefaultBinding binding)
        {
            _binding = binding;
            _field = ArgField.Of(binding.Command)[0].Name;
            _codes = binding.Keys.Count > 0 ? binding.Keys[0] : new string[0];
            _down = new bool[_codes.Length];
        }

        public void Tick(IInputDevices devices, ICommandSink sink)
        {
            bool isChanged = false;
            for (int i = 0; i < _codes.Length; i++)
            {
                bool isDown = devices.IsDown(_codes[i]);
                isChanged |= isDown != _down[i];
                _down[i] = isDown;
            }
            if (isChanged) State(sink);
        }

        public void Release(ICommandSink sink)
        {
            System.Array.Clear(_down, 0, _down.Length);
            if (_isStated) State(sink);
            _isStated = false;
        }

        private void State(ICommandSink sink)
        {
            _isStated = true;
            var held = new List<object>();
            for (int i = 0; i < _codes.Length; i++) if (_down[i]) held.Add(_codes[i]);
            var args = new Dictionary<string, object> { { _field, held } };
            sink.Hold(_binding.Command.Name, args, _binding.AtRest, _binding.Command.Name);
        }
    }
}

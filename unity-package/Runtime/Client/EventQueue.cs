namespace Worldport.Client
{
    /// <summary>Events between the thread where they happen and the one that polls; the oldest goes when it is full. Thread-safe.</summary>
    internal sealed class EventQueue
    {
        private readonly object _gate = new object();
        private readonly object[] _events = new object[Bounds.MaxEvents];
        private int _first;
        private int _count;
        private long _dropped;

        /// <summary>Events that were pushed out before anybody polled.</summary>
        public long Dropped
        {
            get { lock (_gate) return _dropped; }
        }

        public int Count
        {
            get { lock (_gate) return _count; }
        }

        public void Add(object happened)
        {
            lock (_gate)
            {
                if (_count == _events.Length)
                {
                    _first = (_first + 1) % _events.Length;
                    _count--;
                    _dropped++;
                }
                _events[(_first + _count++) % _events.Length] = happened;
            }
        }

        public bool TryTake(out object happened)
        {
            happened = null;
            lock (_gate)
            {
                if (_count == 0) return false;
                happened = _events[_first];
                _events[_first] = null;
                _first = (_first + 1) % _events.Length;
                _count--;
                return true;
            }
        }
    }
}

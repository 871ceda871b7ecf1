// Pages are under https://docs.unity3d.com/2021.3/Documentation/ScriptReference/, named at the end of each line.
using System;
using System.Collections.Generic;

namespace UnityEngine.Events
{
    public delegate void UnityAction(); // Events.UnityAction

    public delegate void UnityAction<T0>(T0 arg0); // Events.UnityAction_1

    public delegate void UnityAction<T0, T1>(T0 arg0, T1 arg1); // Events.UnityAction_2

    public abstract class UnityEventBase // Events.UnityEventBase
    {
        public void RemoveAllListeners() => Clear(); // Events.UnityEventBase.RemoveAllListeners

        internal abstract void Clear();
    }

    [Serializable]
    public class UnityEvent : UnityEventBase // Events.UnityEvent
    {
        private readonly List<UnityAction> _calls = new List<UnityAction>();

        public void AddListener(UnityAction call) => _calls.Add(call); // Events.UnityEvent.AddListener

        public void RemoveListener(UnityAction call) => _calls.Remove(call); // Events.UnityEvent.RemoveListener

        public void Invoke() // Events.UnityEvent.Invoke
        {
            for (int i = 0; i < _calls.Count; i++) _calls[i]();
        }

        internal override void Clear() => _calls.Clear();
    }

    [Serializable]
    public class UnityEvent<T0> : UnityEventBase // Events.UnityEvent_1
    {
        private readonly List<UnityAction<T0>> _calls = new List<UnityAction<T0>>();

        public void AddListener(UnityAction<T0> call) => _calls.Add(call); // Events.UnityEvent_1.AddListener

        public void RemoveListener(UnityAction<T0> call) => _calls.Remove(call); // Events.UnityEvent_1.RemoveListener

        public void Invoke(T0 arg0) // Events.UnityEvent_1.Invoke
        {
            for (int i = 0; i < _calls.Count; i++) _calls[i](arg0);
        }

        internal override void Clear() => _calls.Clear();
    }

    [Serializable]
    public class UnityEvent<T0, T1> : UnityEventBase // Events.UnityEvent_2
    {
        private readonly List<UnityAction<T0, T1>> _calls = new List<UnityAction<T0, T1>>();

        public void AddListener(UnityAction<T0, T1> call) => _calls.Add(call); // Events.UnityEvent_2.AddListener

        public void RemoveListener(UnityAction<T0, T1> call) => _calls.Remove(call); // Events.UnityEvent_2.RemoveListener

        public void Invoke(T0 arg0, T1 arg1) // Events.UnityEvent_2.Invoke
        {
            for (int i = 0; i < _calls.Count; i++) _calls[i](arg0, arg1);
        }

        internal override void Clear() => _calls.Clear();
    }
}

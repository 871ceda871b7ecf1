// Pages are under https://docs.unity3d.com/2021.3/Documentation/ScriptReference/, named at the end of each line.
using System;
using System.Collections;
using System.Collections.Generic;
using System.Reflection;

namespace UnityEngine
{
    public class MonoBehaviour : Behaviour // MonoBehaviour
    {
        private readonly List<Coroutine> _coroutines = new List<Coroutine>();

        public bool useGUILayout { get; set; } = true; // MonoBehaviour-useGUILayout

        internal bool IsStarted { get; set; }

        internal Action OnUpdate { get; private set; }

        internal Action OnLateUpdate { get; private set; }

        internal int Order { get; private set; }

        public Coroutine StartCoroutine(IEnumerator routine) // MonoBehaviour.StartCoroutine
        {
            Check("StartCoroutine");
            if (!isActiveAndEnabled && !gameObject.activeInHierarchy)
            {
                Debug.LogError("Coroutine couldn't be started because the game object is inactive!", this);
                return null;
            }
            var coroutine = new Coroutine(routine);
            coroutine.Advance();
            if (!coroutine.IsDone) _coroutines.Add(coroutine);
            return coroutine;
        }

        public void StopCoroutine(Coroutine routine) // MonoBehaviour.StopCoroutine
        {
            Check("StopCoroutine");
            _coroutines.Remove(routine);
        }

        public void StopAllCoroutines() => _coroutines.Clear(); // MonoBehaviour.StopAllCoroutines

        internal void Prepare()
        {
            OnUpdate = Messages.Find(this, "Update");
            OnLateUpdate = Messages.Find(this, "LateUpdate");
            var order = (DefaultExecutionOrder)Attribute.GetCustomAttribute(GetType(), typeof(DefaultExecutionOrder));
            Order = order?.order ?? 0;
        }

        internal void AdvanceCoroutines()
        {
            for (int i = 0; i < _coroutines.Count; i++)
            {
                Coroutine some = _coroutines[i];
                some.Advance();
                if (some.IsDone && _coroutines.Remove(some)) i--;
            }
        }
    }

    public class YieldInstruction // YieldInstruction
    {
        internal virtual bool IsOver() => true;
    }

    public sealed class Coroutine : YieldInstruction // Coroutine
    {
        private readonly Stack<IEnumerator> _routines = new Stack<IEnumerator>();
        private object _wait;

        internal Coroutine(IEnumerator routine)
        {
            _routines.Push(routine);
        }

        internal bool IsDone => _routines.Count == 0;

        internal void Advance()
        {
            if (_wait is YieldInstruction wait && !wait.IsOver()) return;
            if (_wait is CustomYieldInstruction custom && custom.keepWaiting) return;
            _wait = null;
            if (IsDone) return;
            IEnumerator routine = _routines.Peek();
            if (!routine.MoveNext())
            {
                _routines.Pop();
                Advance();
            }
            else if (routine.Current is IEnumerator inner && !(inner is CustomYieldInstruction))
            {
                _routines.Push(inner);
                Advance();
            }
            else _wait = routine.Current;
        }

        internal override bool IsOver() => IsDone;
    }

    public sealed class WaitForSeconds : YieldInstruction // WaitForSeconds
    {
        private readonly double _end;

        public WaitForSeconds(float seconds) // WaitForSeconds-ctor
        {
            _end = Time.time + seconds;
        }

        internal override bool IsOver() => Time.time >= _end;
    }

    public class WaitForSecondsRealtime : CustomYieldInstruction // WaitForSecondsRealtime
    {
        private readonly double _end;

        public WaitForSecondsRealtime(float time) // WaitForSecondsRealtime-ctor
        {
            _end = Time.realtimeSinceStartupAsDouble + time;
        }

        public override bool keepWaiting => Time.realtimeSinceStartupAsDouble < _end;
    }

    public abstract class CustomYieldInstruction : IEnumerator // CustomYieldInstruction
    {
        public abstract bool keepWaiting { get; } // CustomYieldInstruction-keepWaiting

        public object Current => null; // CustomYieldInstruction

        public bool MoveNext() => keepWaiting; // CustomYieldInstruction

        public void Reset() // CustomYieldInstruction
        {
        }
    }

    public class AsyncOperation : YieldInstruction // AsyncOperation
    {
        private Action<AsyncOperation> _completed;

        public event Action<AsyncOperation> completed // AsyncOperation-completed
        {
            add { _completed += value; }
            remove { _completed -= value; }
        }

        public bool isDone { get; internal set; } // AsyncOperation-isDone

        internal void Complete()
        {
            isDone = true;
            Player.Current?.Post(() => _completed?.Invoke(this));
        }

        internal override bool IsOver() => isDone;
    }

    /// <summary>Unity's calls by name: <c>Awake</c>, <c>OnEnable</c>, <c>Update</c> …</summary>
    internal static class Messages
    {
        public static Action Find(object receiver, string message)
        {
            for (Type type = receiver.GetType(); type != null && type != typeof(object); type = type.BaseType)
            {
                MethodInfo method = type.GetMethod(
                    message, BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly,
                    null, Type.EmptyTypes, null);
                if (method != null) return (Action)Delegate.CreateDelegate(typeof(Action), receiver, method);
            }
            return null;
        }

        public static void Send(object receiver, string message) => Call(Find(receiver, message), receiver as Object);

        public static void Send(object receiver, string message, bool value)
        {
            MethodInfo method = receiver.GetType().GetMethod(
                message, BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic, null, new[] { typeof(bool) }, null);
            if (method != null) Call(() => method.Invoke(receiver, new object[] { value }), receiver as Object);
        }

        /// <summary>An exception out of a message ends that message, and is written to the console.</summary>
        public static void Call(Action message, Object receiver)
        {
            if (message == null) return;
            try
            {
                message();
            }
            catch (Exception error)
            {
                Debug.LogException(error, receiver);
            }
        }
    }
}

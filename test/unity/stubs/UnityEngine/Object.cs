// Pages are under https://docs.unity3d.com/2021.3/Documentation/ScriptReference/, named at the end of each line.
using System;

namespace UnityEngine
{
    public class Object // Object
    {
        private string _name = "";

        internal bool IsDestroyed { get; private set; }

        public string name // Object-name
        {
            get { Check("name"); return _name; }
            set { Check("name"); _name = value; }
        }

        public HideFlags hideFlags { get; set; } // Object-hideFlags

        public static implicit operator bool(Object exists) => IsAlive(exists); // Object-operator_Object

        public static bool operator ==(Object x, Object y) // Object-operator_eq
        {
            bool isX = IsAlive(x);
            bool isY = IsAlive(y);
            return isX && isY ? ReferenceEquals(x, y) : isX == isY;
        }

        public static bool operator !=(Object x, Object y) => !(x == y); // Object-operator_ne

        public override bool Equals(object other) => other is Object some ? this == some : other == null && !IsAlive(this); // Object

        public override int GetHashCode() => System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(this); // Object

        public override string ToString() => $"{_name} ({GetType().Name})"; // Object.ToString

        public static void Destroy(Object obj) // Object.Destroy
        {
            MainThread.Check("Destroy");
            if (!Application.isPlaying) Debug.LogError("Destroy may not be called from edit mode! Use DestroyImmediate instead.");
            else if (IsAlive(obj)) Player.Current.DestroyLater(obj);
        }

        public static void DestroyImmediate(Object obj) // Object.DestroyImmediate
        {
            MainThread.Check("DestroyImmediate");
            if (IsAlive(obj)) obj.Die();
        }

        public static void DontDestroyOnLoad(Object target) // Object.DontDestroyOnLoad
        {
            if (target is GameObject keeps) keeps.Survives = true;
            else if (target is Component part) part.gameObject.Survives = true;
        }

        internal void Die()
        {
            if (IsDestroyed) return;
            OnDie();
            IsDestroyed = true;
        }

        internal virtual void OnDie()
        {
        }

        /// <summary>What Unity does in every member of its own: it refuses other threads and destroyed objects.</summary>
        internal void Check(string member)
        {
            MainThread.Check(member);
            if (IsDestroyed)
                throw new MissingReferenceException(
                    $"The object of type '{GetType().Name}' has been destroyed but you are still trying to access it ({member}).");
        }

        private static bool IsAlive(Object some) => !ReferenceEquals(some, null) && !some.IsDestroyed;
    }

    [Flags]
    public enum HideFlags // HideFlags
    {
        None = 0, // HideFlags.None
        HideInHierarchy = 1, // HideFlags.HideInHierarchy
        DontSaveInEditor = 4, // HideFlags.DontSaveInEditor
        HideAndDontSave = 61, // HideFlags.HideAndDontSave
        DontSave = 52, // HideFlags.DontSave
    }

    public class UnityException : SystemException // UnityException
    {
        internal UnityException(string message)
            : base(message)
        {
        }
    }

    public class MissingReferenceException : SystemException // MissingReferenceException
    {
        internal MissingReferenceException(string message)
            : base(message)
        {
        }
    }

    public class ScriptableObject : Object // ScriptableObject
    {
        public static T CreateInstance<T>() where T : ScriptableObject // ScriptableObject.CreateInstance
        {
            MainThread.Check("CreateInstance");
            T made = Activator.CreateInstance<T>();
            Messages.Send(made, "OnEnable");
            return made;
        }

        internal override void OnDie()
        {
            Messages.Send(this, "OnDisable");
            Messages.Send(this, "OnDestroy");
        }
    }

    /// <summary>The thread that Unity's own code may run on.</summary>
    internal static class MainThread
    {
        private static int _id = System.Threading.Thread.CurrentThread.ManagedThreadId;

        public static void BecomeCurrent() => _id = System.Threading.Thread.CurrentThread.ManagedThreadId;

        public static void Check(string member)
        {
            if (System.Threading.Thread.CurrentThread.ManagedThreadId != _id)
                throw new UnityException($"{member} can only be called from the main thread.");
        }
    }
}

// Pages are under https://docs.unity3d.com/2021.3/Documentation/ScriptReference/, named at the end of each line.
using System;
using System.Collections.Generic;

namespace UnityEngine
{
    public sealed class GameObject : Object // GameObject
    {
        private readonly List<Component> _components = new List<Component>();
        private bool _isActive = true;

        public GameObject(string name) // GameObject-ctor
        {
            this.name = name;
            transform = (Transform)Add(new Transform());
            Player.Current.Add(this);
        }

        internal GameObject(string name, bool isUi)
            : this(name)
        {
            if (!isUi) return;
            _components.Clear();
            transform = (Transform)Add(new RectTransform());
        }

        public Transform transform { get; private set; } // GameObject-transform

        public string tag { get; set; } = "Untagged"; // GameObject-tag

        public int layer { get; set; } // GameObject-layer

        public static GameObject CreatePrimitive(PrimitiveType type) // GameObject.CreatePrimitive
        {
            var made = new GameObject(type.ToString());
            made.AddComponent<MeshRenderer>().sharedMaterial = new Material(Shader.Find("Default"));
            made.AddComponent<MeshCollider>();
            return made;
        }

        public SceneManagement.Scene scene => new SceneManagement.Scene(true); // GameObject-scene

        public bool activeSelf => _isActive; // GameObject-activeSelf

        public bool activeInHierarchy // GameObject-activeInHierarchy
        {
            get
            {
                for (Transform at = transform; !ReferenceEquals(at, null); at = at.parent)
                    if (!at.gameObject._isActive) return false;
                return true;
            }
        }

        internal bool Survives { get; set; }

        internal IReadOnlyList<Component> Components => _components;

        public void SetActive(bool value) // GameObject.SetActive
        {
            Check("SetActive");
            if (_isActive == value) return;
            _isActive = value;
            Follow();
        }

        public T AddComponent<T>() where T : Component // GameObject.AddComponent
        {
            Check("AddComponent");
            T made = Activator.CreateInstance<T>();
            Add(made);
            if (made is Behaviour behaviour) Player.Current.Add(behaviour);
            return made;
        }

        public T GetComponent<T>() // GameObject.GetComponent
        {
            Check("GetComponent");
            foreach (Component some in _components) if (some is T found) return found;
            return default(T);
        }

        public bool TryGetComponent<T>(out T component) // GameObject.TryGetComponent
        {
            component = GetComponent<T>();
            return component != null;
        }

        public T GetComponentInParent<T>() where T : Component // GameObject.GetComponentInParent
        {
            for (Transform at = transform; !ReferenceEquals(at, null); at = at.parent)
            {
                T found = at.gameObject.GetComponent<T>();
                if (found != null) return found;
            }
            return null;
        }

        internal void Follow()
        {
            foreach (Component some in _components.ToArray()) if (some is Behaviour behaviour) Player.Current.Follow(behaviour);
            foreach (Transform child in transform.Children) child.gameObject.Follow();
        }

        internal void Replace(Component old, Component made)
        {
            _components[_components.IndexOf(old)] = made;
            made.gameObject = this;
        }

        internal void Remove(Component component) => _components.Remove(component);

        internal override void OnDie()
        {
            foreach (Transform child in transform.Children.ToArray()) child.gameObject.Die();
            foreach (Component some in _components.ToArray()) some.Die();
            Player.Current.Remove(this);
        }

        private Component Add(Component component)
        {
            component.gameObject = this;
            _components.Add(component);
            return component;
        }
    }

    public class Component : Object // Component
    {
        public GameObject gameObject { get; internal set; } // Component-gameObject

        public Transform transform => gameObject.transform; // Component-transform

        public T GetComponent<T>() => gameObject.GetComponent<T>(); // Component.GetComponent

        public bool TryGetComponent<T>(out T component) => gameObject.TryGetComponent(out component); // Component.TryGetComponent

        public T GetComponentInParent<T>() where T : Component => gameObject.GetComponentInParent<T>(); // Component.GetComponentInParent

        internal override void OnDie()
        {
            if (this is Behaviour behaviour) Player.Current.Remove(behaviour);
            gameObject.Remove(this);
        }
    }

    public class Transform : Component // Transform
    {
        internal readonly List<Transform> Children = new List<Transform>();
        private Transform _parent;

        public Transform parent // Transform-parent
        {
            get { return _parent; }
            set
            {
                _parent?.Children.Remove(this);
                _parent = value;
                value?.Children.Add(this);
            }
        }

        public void SetParent(Transform p, bool worldPositionStays) => parent = p; // Transform.SetParent

        public Vector3 position { get; set; } // Transform-position

        public Vector3 localPosition { get; set; } // Transform-localPosition

        public Vector3 localScale { get; set; } = new Vector3(1, 1, 1); // Transform-localScale

        public Quaternion rotation { get; set; } = Quaternion.identity; // Transform-rotation

        public Quaternion localRotation { get; set; } = Quaternion.identity; // Transform-localRotation
    }

    public sealed class RectTransform : Transform // RectTransform
    {
        public Rect rect { get; internal set; } // RectTransform-rect

        public Vector2 anchorMin { get; set; } // RectTransform-anchorMin

        public Vector2 anchorMax { get; set; } // RectTransform-anchorMax

        public Vector2 offsetMin { get; set; } // RectTransform-offsetMin

        public Vector2 offsetMax { get; set; } // RectTransform-offsetMax
    }

    public class Behaviour : Component // Behaviour
    {
        private bool _enabled = true;

        public bool enabled // Behaviour-enabled
        {
            get { return _enabled; }
            set
            {
                Check("enabled");
                if (_enabled == value) return;
                _enabled = value;
                Player.Current.Follow(this);
            }
        }

        public bool isActiveAndEnabled => !IsDestroyed && _enabled && gameObject.activeInHierarchy; // Behaviour-isActiveAndEnabled

        internal bool IsAwake { get; set; }

        internal bool IsOn { get; set; }
    }
}

// Pages are under https://docs.unity3d.com/2021.3/Documentation/ScriptReference/, named at the end of each line.
using System;
using UnityEngine;
using Object = UnityEngine.Object;

namespace UnityEditor
{
    [AttributeUsage(AttributeTargets.Class)]
    public class CustomEditor : Attribute // CustomEditor
    {
        public CustomEditor(Type inspectedType) // CustomEditor-ctor
        {
            Inspected = inspectedType;
        }

        internal Type Inspected { get; }
    }

    public class Editor : ScriptableObject // Editor
    {
        private SerializedObject _serialized;

        public Object target { get; set; } // Editor-target

        public SerializedObject serializedObject => _serialized ?? (_serialized = new SerializedObject(target)); // Editor-serializedObject

        public virtual void OnInspectorGUI() // Editor.OnInspectorGUI
        {
        }

        public virtual bool RequiresConstantRepaint() => false; // Editor.RequiresConstantRepaint

        /// <summary>Opens the inspector of an object.</summary>
        internal static T Of<T>(Object shown) where T : Editor
        {
            T editor = CreateInstance<T>();
            editor.target = shown;
            return editor;
        }
    }

    public class EditorWindow : ScriptableObject // EditorWindow
    {
        internal int Repaints { get; private set; }

        public GUIContent titleContent { get; set; } // EditorWindow-titleContent

        public static T GetWindow<T>(string title) where T : EditorWindow // EditorWindow.GetWindow
        {
            T window = CreateInstance<T>();
            window.titleContent = new GUIContent(title);
            return window;
        }

        public void Repaint() => Repaints++; // EditorWindow.Repaint
    }
}

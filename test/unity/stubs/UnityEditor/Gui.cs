// Pages are under https://docs.unity3d.com/2021.3/Documentation/ScriptReference/, named at the end of each line.
using System;
using System.Collections.Generic;
using UnityEngine;

namespace UnityEditor
{
    public enum MessageType // MessageType
    {
        None = 0, // MessageType.None
        Info = 1, // MessageType.Info
        Warning = 2, // MessageType.Warning
        Error = 3, // MessageType.Error
    }

    public sealed class EditorStyles // EditorStyles
    {
        public static GUIStyle boldLabel { get; } = new GUIStyle(); // EditorStyles-boldLabel

        public static GUIStyle wordWrappedMiniLabel { get; } = new GUIStyle(); // EditorStyles-wordWrappedMiniLabel
    }

    public sealed class EditorGUI // EditorGUI
    {
        private static readonly Stack<bool> Checks = new Stack<bool>();

        public static void BeginChangeCheck() // EditorGUI.BeginChangeCheck
        {
            Checks.Push(Person.HasChanged);
            Person.HasChanged = false;
        }

        public static bool EndChangeCheck() // EditorGUI.EndChangeCheck
        {
            bool isChanged = Person.HasChanged;
            Person.HasChanged |= Checks.Pop();
            return isChanged;
        }

        public struct DisabledScope : IDisposable // EditorGUI.DisabledScope
        {
            private readonly bool _before;

            public DisabledScope(bool disabled) // EditorGUI.DisabledScope-ctor
            {
                _before = Person.IsBarred;
                Person.IsBarred |= disabled;
            }

            public void Dispose() => Person.IsBarred = _before; // EditorGUI.DisabledScope
        }
    }

    public sealed class EditorGUILayout // EditorGUILayout
    {
        public static void LabelField(string label, params GUILayoutOption[] options) => Person.See("label", label); // EditorGUILayout.LabelField

        public static void LabelField(string label, GUIStyle style, params GUILayoutOption[] options) => Person.See("label", label); // EditorGUILayout.LabelField

        public static void LabelField(GUIContent label, GUIStyle style, params GUILayoutOption[] options) => Person.See("label", label.text); // EditorGUILayout.LabelField

        public static void HelpBox(string message, MessageType type) => Person.See(type.ToString().ToLowerInvariant(), message); // EditorGUILayout.HelpBox

        public static void Space() // EditorGUILayout.Space
        {
        }

        public static float Slider(GUIContent label, float value, float leftValue, float rightValue, params GUILayoutOption[] options) => // EditorGUILayout.Slider
            Math.Max(leftValue, Math.Min(rightValue, Person.Use("slider", label.text, value)));

        public static int IntSlider(GUIContent label, int value, int leftValue, int rightValue, params GUILayoutOption[] options) => // EditorGUILayout.IntSlider
            Math.Max(leftValue, Math.Min(rightValue, Person.Use("slider", label.text, value)));

        public static double DoubleField(GUIContent label, double value, params GUILayoutOption[] options) => // EditorGUILayout.DoubleField
            Person.Use("number", label.text, value);

        public static long LongField(GUIContent label, long value, params GUILayoutOption[] options) => // EditorGUILayout.LongField
            Person.Use("number", label.text, value);

        public static bool Toggle(GUIContent label, bool value, params GUILayoutOption[] options) => // EditorGUILayout.Toggle
            Person.Use("toggle", label.text, value);

        public static string TextField(GUIContent label, string text, params GUILayoutOption[] options) => // EditorGUILayout.TextField
            Person.Use("text", label.text, text);

        public static string PasswordField(GUIContent label, string password, params GUILayoutOption[] options) => // EditorGUILayout.PasswordField
            Person.Use("password", label.text, password);

        public static Color ColorField(GUIContent label, Color value, params GUILayoutOption[] options) => // EditorGUILayout.ColorField
            Person.Use("color", label.text, value);

        public static int Popup(string label, int selectedIndex, string[] displayedOptions, params GUILayoutOption[] options) => // EditorGUILayout.Popup
            Choose(label, selectedIndex, displayedOptions);

        public static int Popup(GUIContent label, int selectedIndex, GUIContent[] displayedOptions, params GUILayoutOption[] options) => // EditorGUILayout.Popup
            Choose(label.text, selectedIndex, Array.ConvertAll(displayedOptions, option => option.text));

        public static bool PropertyField(SerializedProperty property, params GUILayoutOption[] options) => // EditorGUILayout.PropertyField
            PropertyField(property, false, options);

        public static bool PropertyField(SerializedProperty property, bool includeChildren, params GUILayoutOption[] options) // EditorGUILayout.PropertyField
        {
            Person.See("property", property.name);
            return true;
        }

        public static Vector2 BeginScrollView(Vector2 scrollPosition, params GUILayoutOption[] options) => scrollPosition; // EditorGUILayout.BeginScrollView

        public static void EndScrollView() // EditorGUILayout.EndScrollView
        {
        }

        public static Rect BeginHorizontal(params GUILayoutOption[] options) => new Rect(0, 0, 0, 0); // EditorGUILayout.BeginHorizontal

        public static void EndHorizontal() // EditorGUILayout.EndHorizontal
        {
        }

        /// <summary>A test chooses by the text of the option.</summary>
        private static int Choose(string label, int selected, string[] options)
        {
            string shown = selected >= 0 && selected < options.Length ? options[selected] : "";
            return Array.IndexOf(options, Person.Use("popup", label, shown));
        }
    }
}

// Pages are under https://docs.unity3d.com/2021.3/Documentation/ScriptReference/, named at the end of each line.
using System;
using System.Collections.Generic;

namespace UnityEngine
{
    public sealed class GUILayoutOption // GUILayoutOption
    {
        internal GUILayoutOption()
        {
        }
    }

    public class GUILayout // GUILayout
    {
        public static bool Button(string text, params GUILayoutOption[] options) => Button(new GUIContent(text)); // GUILayout.Button

        public static bool Button(GUIContent content, params GUILayoutOption[] options) // GUILayout.Button
        {
            bool isPressed = Person.Acts && Person.Presses.Remove(content.text);
            Person.See(Person.IsBarred ? "barred button" : "button", content.text);
            return isPressed;
        }
    }

    public class GUILayoutUtility // GUILayoutUtility
    {
        public static Rect GetAspectRect(float aspect) => new Rect(0, 0, 100, 100 / aspect); // GUILayoutUtility.GetAspectRect
    }

    public class ColorUtility // ColorUtility
    {
        public static bool TryParseHtmlString(string htmlString, out Color color) // ColorUtility.TryParseHtmlString
        {
            color = new Color(0, 0, 0, 1);
            if (htmlString == null || htmlString.Length != 7 || htmlString[0] != '#') return false;
            int value = Convert.ToInt32(htmlString.Substring(1), 16);
            color = new Color((value >> 16) / 255f, (value >> 8 & 255) / 255f, (value & 255) / 255f, 1);
            return true;
        }

        public static string ToHtmlStringRGB(Color color) => $"{Part(color.r)}{Part(color.g)}{Part(color.b)}"; // ColorUtility.ToHtmlStringRGB

        private static string Part(float value) => ((int)Math.Round(value * 255)).ToString("X2");
    }

    /// <summary>Who sits in front of the editor: sees what is drawn, and sets or presses what a test says.</summary>
    internal static class Person
    {
        /// <summary>What the last drawing showed: "slider: speed = 4".</summary>
        public static readonly List<string> Sees = new List<string>();

        /// <summary>Values to give to the controls of these labels, once.</summary>
        public static readonly Dictionary<string, object> Sets = new Dictionary<string, object>();

        /// <summary>Buttons to press, once.</summary>
        public static readonly HashSet<string> Presses = new HashSet<string>();

        private static int _laidOut;
        private static int _drawn;
        private static bool _isDrawing;

        /// <summary>Whether the controls being drawn are grey.</summary>
        public static bool IsBarred { get; set; }

        /// <summary>Whether a control was changed.</summary>
        public static bool HasChanged { get; set; }

        /// <summary>Whether the control being drawn gets what the person does.</summary>
        public static bool Acts => !IsBarred && Event.current.type == EventType.MouseUp;

        /// <summary>Draws as the editor does: layout, what the person does, layout again, repaint.</summary>
        public static void Draw(Action gui)
        {
            foreach (EventType type in new[] { EventType.Layout, EventType.MouseUp, EventType.Layout, EventType.Repaint })
            {
                Event.current.type = type;
                if (type == EventType.Layout) _laidOut = 0;
                _drawn = 0;
                Sees.Clear();
                _isDrawing = true;
                gui();
                _isDrawing = false;
            }
        }

        /// <summary>Draws one control. As in Unity, there may not be more than were laid out.</summary>
        public static void See(string what, object text)
        {
            EventType type = Event.current.type;
            if (type == EventType.Layout) _laidOut++;
            else if (_isDrawing && ++_drawn > _laidOut)
                throw new ArgumentException($"Getting control {_laidOut}'s position in a group with only {_laidOut} controls when doing {type}: {what} {text}");
            Sees.Add($"{what}: {text}");
        }

        /// <summary>A dialog lets the editor draw other things meanwhile.</summary>
        public static void CheckNotDrawing()
        {
            if (_isDrawing) throw new InvalidOperationException("A dialog in the midst of a layout breaks it.");
        }

        /// <summary>Draws a control; gives the value it has afterwards.</summary>
        public static T Use<T>(string what, string label, T value)
        {
            See(what, $"{label} = {value}");
            if (!Acts || !Sets.TryGetValue(label, out object given)) return value;
            Sets.Remove(label);
            HasChanged = true;
            return (T)given;
        }

        public static void Forget()
        {
            Sees.Clear();
            Sets.Clear();
            Presses.Clear();
            IsBarred = false;
            HasChanged = false;
            _isDrawing = false;
        }
    }
}

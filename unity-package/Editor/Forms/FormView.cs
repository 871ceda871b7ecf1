using System;
using System.Globalization;
using System.Linq;
using UnityEditor;
using UnityEngine;
using Worldport.Client;

namespace Worldport.Editor
{
    /// <summary>Draws the form of a command and says what a person did with it.</summary>
    internal static class FormView
    {
        /// <summary>Draws the controls of a command; gives whether it is to be sent now.</summary>
        public static bool Draw(CommandForm form)
        {
            CommandDeclaration command = form.Command;
            EditorGUILayout.LabelField(new GUIContent(ObjectNames.NicifyVariableName(command.Name.Replace('_', ' ')), command.Description), EditorStyles.boldLabel);
            EditorGUI.BeginChangeCheck();
            foreach (FieldForm field in form.Fields) Draw(field);
            bool isChanged = EditorGUI.EndChangeCheck();
            string problem = form.Problem;
            if (problem != "") EditorGUILayout.HelpBox(problem, MessageType.Error);
            bool isPressed = !form.SendsChanges && GUILayout.Button("Send " + command.Name);
            return problem == "" && (form.SendsChanges ? isChanged : isPressed);
        }

        private static void Draw(FieldForm field)
        {
            // A slider gives a number back that was rounded, also while nobody moves it.
            EditorGUI.BeginChangeCheck();
            object value = Control(field, new GUIContent(field.Field.Name, field.Words));
            if (EditorGUI.EndChangeCheck()) field.Value = value;
        }

        private static object Control(FieldForm field, GUIContent label)
        {
            ArgField arg = field.Field;
            switch (field.Kind)
            {
                case FieldKind.Slider:
                    // Through decimal, 0.3f becomes 0.3 and not 0.30000001192…
                    return (double)(decimal)EditorGUILayout.Slider(label, (float)field.Number, (float)arg.Min.Value, (float)arg.Max.Value);
                case FieldKind.WholeSlider:
                    return (long)EditorGUILayout.IntSlider(label, (int)field.Number, (int)arg.Min.Value, (int)arg.Max.Value);
                case FieldKind.Number:
                    return EditorGUILayout.DoubleField(label, field.Number);
                case FieldKind.Whole:
                    return EditorGUILayout.LongField(label, (long)field.Number);
                case FieldKind.Toggle:
                    return EditorGUILayout.Toggle(label, field.Value is bool flag && flag);
                case FieldKind.Choice:
                    return arg.Options[EditorGUILayout.Popup(label, Chosen(field), Names(arg))];
                case FieldKind.Color:
                    ColorUtility.TryParseHtmlString(field.Value as string, out Color color);
                    return "#" + ColorUtility.ToHtmlStringRGB(EditorGUILayout.ColorField(label, color)).ToLowerInvariant();
                case FieldKind.File:
                    return File(field, label);
                default:
                    return EditorGUILayout.TextField(label, field.Value as string ?? "");
            }
        }

        private static string File(FieldForm field, GUIContent label)
        {
            var chosen = field.Value as string ?? "";
            EditorGUILayout.LabelField($"{label.text}: {(chosen == "" ? "no file" : $"{chosen.Length / 4 * 3} bytes")}");
            // A dialog in the midst of a layout would break it.
            if (GUILayout.Button($"Choose a file for {label.text}…")) EditorApplication.delayCall += () => Choose(field);
            return chosen;
        }

        private static void Choose(FieldForm field)
        {
            string path = EditorUtility.OpenFilePanel(field.Field.Name, "", "");
            if (path != "") field.Value = Convert.ToBase64String(System.IO.File.ReadAllBytes(path));
        }

        private static int Chosen(FieldForm field)
        {
            int at = 0;
            while (at < field.Field.Options.Count - 1 && !Equals(field.Field.Options[at], field.Value)) at++;
            return at;
        }

        private static GUIContent[] Names(ArgField arg) =>
            arg.Options.Select(option => new GUIContent(Convert.ToString(option, CultureInfo.InvariantCulture))).ToArray();
    }
}

// The stubs' own; https://docs.unity3d.com/2021.3/Documentation/Manual/DomainReloading.html says what a reload keeps.
using System;
using System.Collections.Generic;
using System.Reflection;

namespace UnityEngine
{
    /// <content>What the editor does to a running game when scripts change.</content>
    internal sealed partial class Player
    {
        /// <summary>Called before scripts go, as the editor's own event is; the editor's stub sets it.</summary>
        public static Action BeforeReload { get; set; }

        /// <summary>
        /// Reloads scripts while the game runs: everything is disabled, statics of the assembly start anew, and every
        /// script is made again with its serialized fields only, then enabled. Awake is not called again.
        /// </summary>
        public void ReloadDomain(Assembly scripts)
        {
            BeforeReload?.Invoke();
            MonoBehaviour[] old = _scripts.ToArray();
            foreach (MonoBehaviour script in old) if (script.IsOn) Off(script);
            ForgetStatics(scripts);
            var made = new Dictionary<object, object>();
            foreach (MonoBehaviour script in old)
            {
                var again = (MonoBehaviour)Activator.CreateInstance(script.GetType());
                made.Add(script, again);
                script.gameObject.Replace(script, again);
            }
            foreach (MonoBehaviour script in old) CopySerialized(script, made[script], made);
            _scripts.Clear();
            foreach (MonoBehaviour script in old)
            {
                var again = (MonoBehaviour)made[script];
                again.IsAwake = script.IsAwake;
                Add(again);
            }
        }

        /// <summary>Stops and starts play mode without a domain reload: statics stay, and only the load methods run.</summary>
        public static void EnterPlayMode(Assembly scripts)
        {
            foreach (Type type in scripts.GetTypes())
                foreach (MethodInfo method in type.GetMethods(BindingFlags.Static | BindingFlags.NonPublic | BindingFlags.Public))
                    if (method.IsDefined(typeof(RuntimeInitializeOnLoadMethodAttribute), false)) method.Invoke(null, null);
        }

        private static void ForgetStatics(Assembly scripts)
        {
            foreach (Type type in scripts.GetTypes())
            {
                if (type.IsGenericTypeDefinition || type.IsEnum) continue;
                foreach (FieldInfo field in type.GetFields(BindingFlags.Static | BindingFlags.NonPublic | BindingFlags.Public))
                    if (!field.IsLiteral && !field.IsInitOnly) field.SetValue(null, null);
                type.TypeInitializer?.Invoke(null, null);
            }
        }

        /// <summary>
        /// A reload keeps private fields, too, if they could be serialized, and makes empty strings of null:
        /// https://docs.unity3d.com/2021.3/Documentation/Manual/script-Serialization.html
        /// </summary>
        private static bool IsReloaded(FieldInfo field)
        {
            Type type = field.FieldType;
            if (field.IsInitOnly || field.IsNotSerialized) return false;
            return type.IsPrimitive || type == typeof(string) || type == typeof(Rect) || typeof(Object).IsAssignableFrom(type);
        }

        private static void CopySerialized(object from, object to, Dictionary<object, object> made)
        {
            for (Type type = from.GetType(); type != typeof(MonoBehaviour) && type != null; type = type.BaseType)
                foreach (FieldInfo field in type.GetFields(BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.Public | BindingFlags.DeclaredOnly))
                {
                    bool isKept = field.IsPublic || field.IsDefined(typeof(SerializeField), false) || IsReloaded(field);
                    if (!isKept) continue;
                    object value = field.GetValue(from);
                    if (value == null && field.FieldType == typeof(string)) value = "";
                    field.SetValue(to, value != null && made.TryGetValue(value, out object again) ? again : value);
                }
        }
    }
}

// Pages are under https://docs.unity3d.com/2021.3/Documentation/ScriptReference/, named at the end of each line.
using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using UnityEngine;
using Object = UnityEngine.Object;

namespace UnityEditor
{
    /// <summary>The stub writes at once, by reflection; the real one when changes are applied.</summary>
    public class SerializedObject // SerializedObject
    {
        public SerializedObject(Object obj) // SerializedObject-ctor
        {
            targetObject = obj;
        }

        public Object targetObject { get; } // SerializedObject-targetObject

        public void Update() // SerializedObject.Update
        {
        }

        public bool ApplyModifiedProperties() => true; // SerializedObject.ApplyModifiedProperties

        public SerializedProperty GetIterator() => new SerializedProperty(targetObject, null); // SerializedObject.GetIterator

        public SerializedProperty FindProperty(string propertyPath) => new SerializedProperty(targetObject, null).FindPropertyRelative(propertyPath); // SerializedObject.FindProperty
    }

    public class SerializedProperty // SerializedProperty
    {
        private readonly object _owner;
        private readonly IList _list;
        private readonly int _index;
        private FieldInfo _field;

        internal SerializedProperty(object owner, FieldInfo field)
        {
            _owner = owner;
            _field = field;
        }

        private SerializedProperty(IList list, int index)
        {
            _list = list;
            _index = index;
        }

        public string name => _field?.Name ?? "data"; // SerializedProperty-name

        public string displayName => ObjectNames.NicifyVariableName(name.TrimStart('_')); // SerializedProperty-displayName

        public string tooltip => _field?.GetCustomAttribute<TooltipAttribute>()?.tooltip ?? ""; // SerializedProperty-tooltip

        public string stringValue // SerializedProperty-stringValue
        {
            get { return (string)Value; }
            set { Value = value; }
        }

        public int intValue // SerializedProperty-intValue
        {
            get { return (int)Value; }
            set { Value = value; }
        }

        public int enumValueIndex // SerializedProperty-enumValueIndex
        {
            get { return Array.IndexOf(Enum.GetValues(Value.GetType()), Value); }
            set { Value = Enum.GetValues(Value.GetType()).GetValue(value); }
        }

        public bool boolValue // SerializedProperty-boolValue
        {
            get { return (bool)Value; }
            set { Value = value; }
        }

        public int arraySize => ((IList)Value).Count; // SerializedProperty-arraySize

        public bool isArray => Value is IList; // SerializedProperty-isArray

        private object Value
        {
            get { return _list != null ? _list[_index] : _field.GetValue(_owner); }
            set
            {
                if (_list != null) _list[_index] = value;
                else _field.SetValue(_owner, value);
            }
        }

        public bool NextVisible(bool enterChildren) // SerializedProperty.NextVisible
        {
            List<FieldInfo> fields = FieldsOf(_owner.GetType());
            int next = _field == null ? 0 : fields.IndexOf(_field) + 1;
            if (next >= fields.Count) return false;
            _field = fields[next];
            return true;
        }

        public SerializedProperty FindPropertyRelative(string relativePropertyPath) // SerializedProperty.FindPropertyRelative
        {
            object owner = _field == null && _list == null ? _owner : Value;
            FieldInfo found = AllFieldsOf(owner.GetType()).FirstOrDefault(field => field.Name == relativePropertyPath);
            return found == null ? null : new SerializedProperty(owner, found);
        }

        public SerializedProperty GetArrayElementAtIndex(int index) => new SerializedProperty((IList)Value, index); // SerializedProperty.GetArrayElementAtIndex

        private static List<FieldInfo> FieldsOf(Type type) =>
            AllFieldsOf(type).Where(field => field.GetCustomAttribute<HideInInspector>() == null).ToList();

        private static IEnumerable<FieldInfo> AllFieldsOf(Type type) =>
            type.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic)
                .Where(field => field.IsPublic && !field.IsInitOnly && field.DeclaringType == type || field.GetCustomAttribute<SerializeField>() != null);
    }
}

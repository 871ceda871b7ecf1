// Pages are under https://docs.unity3d.com/2021.3/Documentation/ScriptReference/, named at the end of each line.
using System;

namespace UnityEngine
{
    [AttributeUsage(AttributeTargets.Field)]
    public sealed class SerializeField : Attribute // SerializeField
    {
    }

    [AttributeUsage(AttributeTargets.Field)]
    public sealed class HideInInspector : Attribute // HideInInspector
    {
    }

    [AttributeUsage(AttributeTargets.Field)]
    public abstract class PropertyAttribute : Attribute // PropertyAttribute
    {
    }

    [AttributeUsage(AttributeTargets.Field, AllowMultiple = true)]
    public sealed class HeaderAttribute : PropertyAttribute // HeaderAttribute
    {
        public HeaderAttribute(string header) // HeaderAttribute-ctor
        {
            this.header = header;
        }

        public readonly string header; // HeaderAttribute-header
    }

    [AttributeUsage(AttributeTargets.Field)]
    public sealed class TooltipAttribute : PropertyAttribute // TooltipAttribute
    {
        public TooltipAttribute(string tooltip) // TooltipAttribute-ctor
        {
            this.tooltip = tooltip;
        }

        public readonly string tooltip; // TooltipAttribute-tooltip
    }

    [AttributeUsage(AttributeTargets.Field)]
    public sealed class RangeAttribute : PropertyAttribute // RangeAttribute
    {
        public RangeAttribute(float min, float max) // RangeAttribute-ctor
        {
            this.min = min;
            this.max = max;
        }

        public readonly float min; // RangeAttribute-min

        public readonly float max; // RangeAttribute-max
    }

    [AttributeUsage(AttributeTargets.Field)]
    public sealed class MinAttribute : PropertyAttribute // MinAttribute
    {
        public MinAttribute(float min) // MinAttribute-ctor
        {
            this.min = min;
        }

        public readonly float min; // MinAttribute-min
    }

    [AttributeUsage(AttributeTargets.Field)]
    public sealed class TextAreaAttribute : PropertyAttribute // TextAreaAttribute
    {
        public TextAreaAttribute(int minLines, int maxLines) // TextAreaAttribute-ctor
        {
            this.minLines = minLines;
            this.maxLines = maxLines;
        }

        public readonly int minLines; // TextAreaAttribute-minLines

        public readonly int maxLines; // TextAreaAttribute-maxLines
    }

    [AttributeUsage(AttributeTargets.Class)]
    public sealed class AddComponentMenu : Attribute // AddComponentMenu
    {
        public AddComponentMenu(string menuName) // AddComponentMenu-ctor
        {
            componentMenu = menuName;
        }

        public string componentMenu { get; } // AddComponentMenu
    }

    [AttributeUsage(AttributeTargets.Class, Inherited = false)]
    public sealed class DisallowMultipleComponent : Attribute // DisallowMultipleComponent
    {
    }

    [AttributeUsage(AttributeTargets.Class, AllowMultiple = true)]
    public sealed class RequireComponent : Attribute // RequireComponent
    {
        public RequireComponent(Type requiredComponent) // RequireComponent-ctor
        {
            m_Type0 = requiredComponent;
        }

        public Type m_Type0; // RequireComponent
    }

    [AttributeUsage(AttributeTargets.Class)]
    public class DefaultExecutionOrder : Attribute // DefaultExecutionOrder
    {
        public DefaultExecutionOrder(int order) // DefaultExecutionOrder
        {
            this.order = order;
        }

        public int order { get; } // DefaultExecutionOrder-order
    }

    [AttributeUsage(AttributeTargets.Class, Inherited = false)]
    public sealed class HelpURLAttribute : Attribute // HelpURLAttribute
    {
        public HelpURLAttribute(string url) // HelpURLAttribute-ctor
        {
            URL = url;
        }

        public string URL { get; } // HelpURLAttribute-URL
    }

    [AttributeUsage(AttributeTargets.Class, Inherited = false)]
    public sealed class CreateAssetMenuAttribute : Attribute // CreateAssetMenuAttribute
    {
        public string menuName { get; set; } // CreateAssetMenuAttribute-menuName

        public string fileName { get; set; } // CreateAssetMenuAttribute-fileName

        public int order { get; set; } // CreateAssetMenuAttribute-order
    }

    public enum RuntimeInitializeLoadType // RuntimeInitializeLoadType
    {
        AfterSceneLoad = 0, // RuntimeInitializeLoadType.AfterSceneLoad
        BeforeSceneLoad = 1, // RuntimeInitializeLoadType.BeforeSceneLoad
        SubsystemRegistration = 4, // RuntimeInitializeLoadType.SubsystemRegistration
    }

    [AttributeUsage(AttributeTargets.Method)]
    public class RuntimeInitializeOnLoadMethodAttribute : Attribute // RuntimeInitializeOnLoadMethodAttribute
    {
        public RuntimeInitializeOnLoadMethodAttribute(RuntimeInitializeLoadType loadType) // RuntimeInitializeOnLoadMethodAttribute-ctor
        {
            this.loadType = loadType;
        }

        public RuntimeInitializeLoadType loadType { get; } // RuntimeInitializeOnLoadMethodAttribute-loadType
    }
}

// Pages are under https://docs.unity3d.com/2021.3/Documentation/ScriptReference/, named at the end of each line.
using System;

namespace UnityEngine
{
    public class GUIContent // GUIContent
    {
        public GUIContent() // GUIContent-ctor
        {
        }

        public GUIContent(string text) // GUIContent-ctor
        {
            this.text = text;
        }

        public GUIContent(string text, string tooltip) // GUIContent-ctor
        {
            this.text = text;
            this.tooltip = tooltip;
        }

        public string text { get; set; } // GUIContent-text

        public string tooltip { get; set; } // GUIContent-tooltip
    }

    public enum TextAnchor // TextAnchor
    {
        UpperLeft = 0, // TextAnchor.UpperLeft
        MiddleCenter = 4, // TextAnchor.MiddleCenter
    }

    public sealed class Font : Object // Font
    {
        private Font()
        {
            Alive++;
        }

        internal static int Alive { get; private set; }

        public static Font CreateDynamicFontFromOSFont(string[] fontnames, int size) => new Font { name = fontnames[0] }; // Font.CreateDynamicFontFromOSFont

        internal override void OnDie() => Alive--;
    }

    public sealed class GUIStyleState // GUIStyleState
    {
        public Color textColor { get; set; } // GUIStyleState-textColor
    }

    public sealed class GUIStyle // GUIStyle
    {
        public GUIStyle() // GUIStyle-ctor
        {
        }

        public GUIStyle(GUIStyle other) // GUIStyle-ctor
        {
        }

        public Font font { get; set; } // GUIStyle-font

        public int fontSize { get; set; } // GUIStyle-fontSize

        public TextAnchor alignment { get; set; } // GUIStyle-alignment

        public bool wordWrap { get; set; } // GUIStyle-wordWrap

        public bool richText { get; set; } // GUIStyle-richText

        public GUIStyleState normal { get; } = new GUIStyleState(); // GUIStyle-normal

        public Vector2 CalcSize(GUIContent content) // GUIStyle.CalcSize
        {
            string[] lines = content.text.Split('\n');
            int longest = 0;
            foreach (string line in lines) longest = Math.Max(longest, line.Length);
            return new Vector2(longest * 7, lines.Length * 15);
        }
    }

    public class GUISkin // GUISkin
    {
        public GUIStyle label { get; } = new GUIStyle(); // GUISkin-label

        public GUIStyle box { get; } = new GUIStyle(); // GUISkin-box
    }

    public class GUI // GUI
    {
        public static GUISkin skin { get; } = new GUISkin(); // GUI-skin

        public static Color color { get; set; } = Color.white; // GUI-color

        public static bool changed // GUI-changed
        {
            get { return Person.HasChanged; }
            set { Person.HasChanged = value; }
        }

        /// <summary>The newest label, for tests.</summary>
        internal static string LastText { get; set; }

        internal static Font LastFont { get; set; }

        public static void Label(Rect position, GUIContent content, GUIStyle style) // GUI.Label
        {
            LastText = content.text;
            LastFont = style.font;
        }

        public static void DrawTextureWithTexCoords(Rect position, Texture image, Rect texCoords) => // GUI.DrawTextureWithTexCoords
            Person.See("picture", $"{image.width} × {image.height}");

        public static void DrawTexture(Rect position, Texture image) // GUI.DrawTexture
        {
        }
    }

    public enum EventType // EventType
    {
        MouseUp = 1, // EventType.MouseUp
        Repaint = 7, // EventType.Repaint
        Layout = 8, // EventType.Layout
    }

    public sealed class Event // Event
    {
        public static Event current { get; } = new Event { type = EventType.Repaint }; // Event-current

        public EventType type { get; set; } // Event-type
    }
}

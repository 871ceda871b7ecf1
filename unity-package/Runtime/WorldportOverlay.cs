using System;
using System.Globalization;
using System.Text;
using UnityEngine;
using Worldport.Client;

namespace Worldport
{
    /// <summary>Shows on the screen where the time of a picture goes, for every stage from the input to the screen.</summary>
    [AddComponentMenu("Worldport/Worldport Overlay")]
    public sealed class WorldportOverlay : MonoBehaviour
    {
        private const double RefreshSeconds = 0.5;
        private const float Margin = 8;

        private static readonly string[] Labels =
        {
            "input → applied", "step", "step → sent", "sent → received", "received → uploaded", "uploaded → shown",
            "input → shown",
        };

        /// <summary>The figures stand in columns, which letters of different widths would break. One of each platform.</summary>
        private static readonly string[] Fonts = { "Consolas", "Menlo", "DejaVu Sans Mono", "Droid Sans Mono", "Courier New" };

        [SerializeField]
        [Tooltip("The session. Empty: one on this object or above it, else the first that is enabled.")]
        private WorldportSession _session;

        [SerializeField]
        [Min(6)]
        [Tooltip("Size of the letters, in pixels.")]
        private int _fontSize = 13;

        [SerializeField]
        [Tooltip("Distance from the top left of the screen, in pixels.")]
        private Vector2 _offset = new Vector2(10, 10);

        private readonly StringBuilder _builder = new StringBuilder();
        private GUIContent _content;

        // A script reload would make an empty one of null.
        [NonSerialized]
        private GUIStyle _style;

        private Font _font;
        private double _nextSeconds;

        /// <summary>The session; null to look for one.</summary>
        public WorldportSession Session
        {
            get => _session;
            set => _session = value;
        }

        /// <summary>What is shown.</summary>
        public string Text => _content?.text ?? "";

        // Nothing here is laid out, and each layout would cost memory.
        private void OnEnable() => useGUILayout = false;

        private void OnDisable()
        {
            _style = null;
            if (_font != null) Destroy(_font);
            _font = null;
        }

        private void OnGUI()
        {
            if (Event.current.type != EventType.Repaint) return;
            if (_font == null) _font = Font.CreateDynamicFontFromOSFont(Fonts, _fontSize);
            if (_style == null) _style = new GUIStyle(GUI.skin.label) { richText = false, wordWrap = false, font = _font };
            _style.fontSize = _fontSize;
            _style.normal.textColor = Color.white;
            double now = Time.realtimeSinceStartupAsDouble;
            if (_content == null || now >= _nextSeconds)
            {
                _nextSeconds = now + RefreshSeconds;
                _content = _content ?? new GUIContent();
                _content.text = Write(WorldportSession.For(this, _session));
            }
            Vector2 size = _style.CalcSize(_content);
            GUI.color = new Color(0, 0, 0, 0.6f);
            GUI.DrawTexture(new Rect(_offset.x, _offset.y, size.x + 2 * Margin, size.y + 2 * Margin), Texture2D.whiteTexture);
            GUI.color = Color.white;
            GUI.Label(new Rect(_offset.x + Margin, _offset.y + Margin, size.x, size.y), _content, _style);
        }

        private string Write(WorldportSession session)
        {
            if (session == null) return "Worldport: there is no session";
            _builder.Clear();
            _builder.Append("Worldport: ").Append(session.StateInWords);
            WorldportClient client = session.Client;
            if (client == null) return _builder.ToString();
            Statistics statistics = client.Statistics;
            _builder.Append(string.Format(
                CultureInfo.InvariantCulture, "\n{0:0.0} frames/s   dropped {1}   superseded {2}",
                statistics.Fps, statistics.Dropped, statistics.Superseded));
            if (statistics.TryGetClock(out _, out long uncertaintyUs))
                _builder.Append(string.Format(CultureInfo.InvariantCulture, "   clock ±{0:0.0} ms", uncertaintyUs / 1000.0));
            _builder.Append("\nms                    p50    p95");
            for (int i = 0; i < Labels.Length; i++)
            {
                bool isKnown = statistics.TryGet((LatencyStage)i, out double p50, out double p95);
                _builder.Append('\n').Append(Labels[i].PadRight(19));
                _builder.Append(isKnown ? Cell(p50) + Cell(p95) : "      –      –");
            }
            return _builder.ToString();
        }

        private static string Cell(double ms) => Math.Max(0, ms).ToString("0.0", CultureInfo.InvariantCulture).PadLeft(7);
    }
}

// Pages are under https://docs.unity3d.com/Packages/com.unity.ugui@1.0/api/, named at the end of each line.
namespace UnityEngine.UI
{
    public abstract class Graphic : MonoBehaviour // UnityEngine.UI.Graphic
    {
        private readonly RectTransform _rectTransform = new RectTransform();

        public RectTransform rectTransform => _rectTransform; // UnityEngine.UI.Graphic#UnityEngine_UI_Graphic_rectTransform

        public Canvas canvas { get; internal set; } // UnityEngine.UI.Graphic#UnityEngine_UI_Graphic_canvas
    }

    public abstract class MaskableGraphic : Graphic // UnityEngine.UI.MaskableGraphic
    {
    }

    public class RawImage : MaskableGraphic // UnityEngine.UI.RawImage
    {
        public Texture texture { get; set; } // UnityEngine.UI.RawImage#UnityEngine_UI_RawImage_texture

        public Rect uvRect { get; set; } = new Rect(0, 0, 1, 1); // UnityEngine.UI.RawImage#UnityEngine_UI_RawImage_uvRect
    }
}

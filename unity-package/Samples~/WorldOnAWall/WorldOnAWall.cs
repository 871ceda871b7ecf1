using UnityEngine;
using UnityEngine.Rendering;

namespace Worldport.Samples
{
    /// <summary>
    /// A dreamed world on a wall, walked through with WASD, arrow keys and mouse. Run <c>npm start</c> in a clone of
    /// Worldport, put this on an empty object of a new scene, and press Play: it builds everything else.
    /// </summary>
    [AddComponentMenu("Worldport/Samples/World on a wall")]
    public sealed class WorldOnAWall : MonoBehaviour
    {
        [SerializeField]
        [Tooltip("Address of the server, as it prints it.")]
        private string _url = "http://127.0.0.1:8080";

        [SerializeField]
        [Tooltip("An unlit material. Empty: one is made of the pipeline's unlit shader, which builds leave out if nothing else uses it.")]
        private Material _material;

        private Material _made;

        private void Start()
        {
            GameObject wall = GameObject.CreatePrimitive(PrimitiveType.Quad);
            wall.name = "Wall";
            wall.transform.position = new Vector3(0, 0, 5);
            wall.transform.localScale = new Vector3(8, 5, 1);
            var wallFace = wall.GetComponent<Renderer>();
            wallFace.sharedMaterial = _material != null ? _material : Unlit(wallFace.sharedMaterial);

            // Inactive until all is set: a session connects when it is enabled.
            wall.SetActive(false);
            wall.AddComponent<WorldportSession>().Url = _url;
            wall.AddComponent<WorldportTexture>();
            wall.AddComponent<WorldportBindings>();
            wall.AddComponent<WorldportOverlay>();
            wall.SetActive(true);

            if (Camera.main == null) new GameObject("Camera") { tag = "MainCamera" }.AddComponent<Camera>();
            Camera.main.transform.position = Vector3.zero;
            Camera.main.transform.rotation = Quaternion.identity;
        }

        private void OnDestroy()
        {
            if (_made != null) Destroy(_made);
        }

        private Material Unlit(Material lit)
        {
            RenderPipelineAsset pipeline = GraphicsSettings.currentRenderPipeline;
            string shader = pipeline == null ? "Unlit/Texture"
                : pipeline.GetType().Name.StartsWith("Universal") ? "Universal Render Pipeline/Unlit"
                : "HDRP/Unlit";
            Shader found = Shader.Find(shader);
            if (found == null)
            {
                Debug.LogWarning($"The shader {shader} is not in this build, so the screen is lit like the room. Add it to Always Included Shaders, in the project's graphics settings.", this);
                return lit;
            }
            _made = new Material(found);
            return _made;
        }
    }
}

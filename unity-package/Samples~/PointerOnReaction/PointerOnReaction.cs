using UnityEngine;
using UnityEngine.Rendering;

namespace Worldport.Samples
{
    /// <summary>
    /// A slanted tray of chemicals that the pointer pours into: where it hits the tray, in its own coordinates, goes to the
    /// model. Run <c>npm start -- reaction</c> in a clone of Worldport, put this on an empty object of a new scene, and
    /// press Play: it builds everything else.
    /// </summary>
    [AddComponentMenu("Worldport/Samples/Pointer on reaction")]
    public sealed class PointerOnReaction : MonoBehaviour
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
            // A quad brings a mesh collider along, which knows the texture coordinates that a ray hits.
            GameObject tray = GameObject.CreatePrimitive(PrimitiveType.Quad);
            tray.name = "Tray";
            tray.transform.position = new Vector3(0, -0.5f, 5);
            tray.transform.rotation = Quaternion.Euler(35, 15, 0);
            tray.transform.localScale = new Vector3(6.4f, 3.6f, 1);
            Renderer face = tray.GetComponent<Renderer>();
            face.sharedMaterial = _material != null ? _material : Unlit(face.sharedMaterial);

            // Inactive until all is set: a session connects when it is enabled.
            tray.SetActive(false);
            tray.AddComponent<WorldportSession>().Url = _url;
            WorldportTexture texture = tray.AddComponent<WorldportTexture>();
            texture.Renderer = face;
            tray.AddComponent<WorldportBindings>().Picture = texture;
            tray.SetActive(true);

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

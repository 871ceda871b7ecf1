using UnityEngine;
using UnityEngine.Rendering;

namespace Worldport.Samples
{
    /// <summary>
    /// Cubes that a camera films, and above them the film as a model redraws it. Run <c>npm start -- restyle</c> in a clone of
    /// Worldport, put this on an empty object of a new scene, and press Play: it builds everything else.
    /// </summary>
    [AddComponentMenu("Worldport/Samples/Camera through restyle")]
    public sealed class CameraThroughRestyle : MonoBehaviour
    {
        private const int Cubes = 5;
        private const float DegreesPerSecond = 40;

        /// <summary>
        /// TransparentFX: a layer that every project has, so that the sample needs no setting. In a game of your own, give
        /// the screen a layer of its own.
        /// </summary>
        private const int ScreenLayer = 1;

        [SerializeField]
        [Tooltip("Address of the server, as it prints it.")]
        private string _url = "http://127.0.0.1:8080";

        [SerializeField]
        [Tooltip("An unlit material. Empty: one is made of the pipeline's unlit shader, which builds leave out if nothing else uses it.")]
        private Material _material;

        private readonly Transform[] _cubes = new Transform[Cubes];
        private Material _made;

        private void Start()
        {
            BuildStage();

            GameObject screen = GameObject.CreatePrimitive(PrimitiveType.Quad);
            screen.name = "Screen";
            screen.layer = ScreenLayer;
            screen.transform.position = new Vector3(0, 3, 8);
            screen.transform.localScale = new Vector3(6.4f, 3.6f, 1);
            var screenFace = screen.GetComponent<Renderer>();
            screenFace.sharedMaterial = _material != null ? _material : Unlit(screenFace.sharedMaterial);

            var film = new GameObject("Film camera");
            film.transform.position = new Vector3(0, 0, -1);
            Camera eye = film.AddComponent<Camera>();
            // The screen is in its view: filmed along, each picture would be redrawn within the next, without end.
            eye.cullingMask &= ~(1 << ScreenLayer);
            // It draws only when a picture is asked for.
            eye.enabled = false;

            // Inactive until all is set: a session connects when it is enabled.
            screen.SetActive(false);
            screen.AddComponent<WorldportSession>().Url = _url;
            screen.AddComponent<WorldportTexture>();
            screen.AddComponent<WorldportBindings>();
            WorldportCameraSource source = screen.AddComponent<WorldportCameraSource>();
            source.Camera = eye;
            source.Width = 640;
            source.Height = 360;
            screen.SetActive(true);

            if (Camera.main == null) new GameObject("Camera") { tag = "MainCamera" }.AddComponent<Camera>();
            // The player sees both, the screen above the cubes.
            Camera.main.transform.position = new Vector3(0, 1, -4);
            Camera.main.transform.rotation = Quaternion.identity;
        }

        private void Update()
        {
            for (int i = 0; i < Cubes; i++)
                if (_cubes[i] != null) _cubes[i].rotation = Quaternion.Euler(Time.time * DegreesPerSecond, i * 30 + Time.time * DegreesPerSecond, 0);
        }

        private void OnDestroy()
        {
            if (_made != null) Destroy(_made);
        }

        private void BuildStage()
        {
            for (int i = 0; i < Cubes; i++)
            {
                GameObject cube = GameObject.CreatePrimitive(PrimitiveType.Cube);
                cube.transform.position = new Vector3(1.6f * (i - (Cubes - 1) / 2f), 0, 5);
                _cubes[i] = cube.transform;
            }
            var sun = new GameObject("Sun");
            sun.transform.rotation = Quaternion.Euler(50, -30, 0);
            sun.AddComponent<Light>().type = LightType.Directional;
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

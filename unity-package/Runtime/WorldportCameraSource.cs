using System;
using System.Collections.Generic;
using Unity.Collections;
using UnityEngine;
using UnityEngine.Rendering;
using Worldport.Client;

namespace Worldport
{
    /// <summary>
    /// Sends what a camera sees to an <c>in</c> track of the model, with the camera's pose and projection. The camera is
    /// drawn once more for each picture, at the picture's size, so that what it shows on the screen stays as it is. One
    /// picture is under way at a time; only a driver's are sent.
    /// </summary>
    [AddComponentMenu("Worldport/Worldport Camera Source")]
    [DefaultExecutionOrder(50)]
    public sealed partial class WorldportCameraSource : MonoBehaviour
    {
        private const int DepthBits = 24;

        private RenderTexture _picture;
        private Action<AsyncGPUReadbackRequest> _onRead;
        private Dictionary<string, object> _meta;
        private Complaints _console;
        private WorldportSession _to;
        private string _toTrack;
        private double _nextSeconds;
        private long _drawnUs;
        private bool _isReading;
        private bool _isSending;

        /// <summary>Pictures sent since the component was made.</summary>
        public long Sent { get; private set; }

        /// <summary>What is wrong and what to do about it, in a sentence; "" while all is well.</summary>
        public string Problem => Console.Newest;

        private Complaints Console => _console ?? (_console = new Complaints(this));

        private void OnEnable()
        {
            _onRead = _onRead ?? OnRead;
            _isSending = true;
            if (_camera == null) _camera = GetComponent<Camera>();
            if (!SystemInfo.supportsAsyncGPUReadback)
                Console.Error("This graphics card can't hand pictures back without stopping the game, so that no camera is sent. Use Direct3D 11, Vulkan or Metal.");
        }

        private void LateUpdate()
        {
            if (_isReading || Time.realtimeSinceStartupAsDouble < _nextSeconds || !SystemInfo.supportsAsyncGPUReadback) return;
            try
            {
                _to = WorldportSession.For(this, _session);
                if (_to == null || !_to.IsDriving) return;
                Camera eye = _camera != null ? _camera : Camera.main;
                TrackDeclaration track = FindTrack(_to.LiveSchema);
                if (track == null || eye == null)
                {
                    if (eye == null) Console.Error("There is no camera to send. Choose one, or tag one as MainCamera.");
                    return;
                }
                Schedule(track);
                _toTrack = track.Name;
                Draw(eye, _width > 0 ? _width : track.Width, _height > 0 ? _height : track.Height);
            }
            catch (Exception error)
            {
                // A bug of ours must not stop the game's own scripts.
                Console.Error($"A picture of the camera could not be made. Please report this: {error}");
            }
        }

        private void OnDisable()
        {
            _isSending = false;
            if (_isReading) AsyncGPUReadback.WaitAllRequests();
            _isReading = false;
            Release();
        }

        private void Schedule(TrackDeclaration track)
        {
            double rate = _rate > 0 ? _rate : track.Fps > 0 ? track.Fps : DefaultRate;
            double now = Time.realtimeSinceStartupAsDouble;
            // Late pictures are left out, not made up for.
            _nextSeconds = Math.Max(_nextSeconds + 1 / rate, now);
        }

        private TrackDeclaration FindTrack(SchemaDocument schema)
        {
            foreach (TrackDeclaration track in schema.Tracks)
                if (track.IsIn && (_track.Length == 0 || track.Name == _track)) return track;
            var names = new List<string>();
            foreach (TrackDeclaration track in schema.Tracks) if (track.IsIn) names.Add(track.Name);
            Console.Error(
                names.Count == 0
                    ? $"The model {schema.ModelId} has no in track: it takes no camera. Remove the Worldport Camera Source."
                    : $"The model {schema.ModelId} has no in track \"{_track}\". It has: {string.Join(", ", names.ToArray())}. Choose one of them in the Worldport Camera Source.");
            return null;
        }

        private void Draw(Camera eye, int width, int height)
        {
            if (_picture == null || _picture.width != width || _picture.height != height)
            {
                Release();
                // The bytes that are read back are sRGB, as the track wants them.
                _picture = new RenderTexture(width, height, DepthBits, RenderTextureFormat.ARGB32, RenderTextureReadWrite.sRGB)
                {
                    name = "Worldport camera",
                    hideFlags = HideFlags.DontSave,
                };
            }
            RenderTexture before = eye.targetTexture;
            eye.targetTexture = _picture;
            try
            {
                eye.Render();
                _meta = _sendPose ? CameraWords.Of(eye) : null;
            }
            finally
            {
                eye.targetTexture = before;
            }
            _drawnUs = Clock.NowUs;
            _isReading = true;
            AsyncGPUReadback.Request(_picture, 0, TextureFormat.RGBA32, _onRead);
        }

        /// <summary>Called by the engine on the main thread, one to three frames later. The pixels are valid in here only.</summary>
        private void OnRead(AsyncGPUReadbackRequest request)
        {
            _isReading = false;
            WorldportClient client = _isSending && _to != null ? _to.Client : null;
            if (client == null) return;
            if (request.hasError)
            {
                Console.Warning("A picture of the camera could not be read back and is left out.");
                return;
            }
            try
            {
                Send(client, request);
            }
            catch (Exception error)
            {
                Console.Error($"A picture of the camera could not be sent and is left out: {error.Message}");
            }
        }

        private void Send(WorldportClient client, AsyncGPUReadbackRequest request)
        {
            int width = request.width;
            int height = request.height;
            NativeArray<byte> pixels = request.GetData<byte>();
            byte[] rows = client.RentPixels(width, height);
            int row = width * 4;
            // The engine's first row is the bottom, the track's the top.
            for (int y = 0; y < height; y++)
                NativeArray<byte>.Copy(pixels, (_flip ? height - 1 - y : y) * row, rows, y * row, row);
            // The background of a camera may be transparent; in a track without alpha it is 255.
            if (_to.LiveSchema?.Track(_toTrack)?.HasAlpha != true)
                for (int i = 3; i < row * height; i += 4) rows[i] = 255;
            if (client.SendFrame(_toTrack, width, height, rows, _meta, _drawnUs)) Sent++;
        }

        private void Release()
        {
            if (_picture == null) return;
            _picture.Release();
            Destroy(_picture);
            _picture = null;
        }
    }
}

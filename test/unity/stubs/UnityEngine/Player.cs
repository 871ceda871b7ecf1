// The stubs' own player loop; no page documents it. Order of messages:
// https://docs.unity3d.com/2021.3/Documentation/Manual/ExecutionOrder.html
using System;
using System.Collections.Generic;
using System.Threading;

namespace UnityEngine
{
    /// <summary>
    /// A game that runs tick by tick on the thread that made it: Start, Update, coroutines, LateUpdate, then what was
    /// destroyed. Ending it destroys every object.
    /// </summary>
    internal sealed partial class Player : IDisposable
    {
        private readonly List<GameObject> _objects = new List<GameObject>();
        private readonly List<MonoBehaviour> _scripts = new List<MonoBehaviour>();
        private readonly List<MonoBehaviour> _round = new List<MonoBehaviour>();
        private readonly List<Object> _doomed = new List<Object>();
        private readonly PlayerContext _context = new PlayerContext();
        private readonly SynchronizationContext _before = SynchronizationContext.Current;

        public Player()
        {
            MainThread.BecomeCurrent();
            Current = this;
            SynchronizationContext.SetSynchronizationContext(_context);
            Engine.Reset();
            Application.isPlaying = true;
        }

        public static Player Current { get; private set; }

        public IReadOnlyList<GameObject> Objects => _objects;

        /// <summary>What the last game has left in the editor, which destroys only what it would save.</summary>
        public static List<GameObject> Left { get; } = new List<GameObject>();

        /// <summary>Runs one tick.</summary>
        public void Tick(double seconds = 1 / 60.0)
        {
            Time.Advance(seconds);
            _context.Run();
            Rendering.AsyncGPUReadback.Advance();
            _round.Clear();
            _round.AddRange(_scripts);
            foreach (MonoBehaviour script in _round)
            {
                if (!script.IsOn || script.IsStarted) continue;
                script.IsStarted = true;
                Messages.Send(script, "Start");
            }
            foreach (MonoBehaviour script in _round) if (script.IsOn) Messages.Call(script.OnUpdate, script);
            foreach (MonoBehaviour script in _round) if (script.IsOn || script.gameObject.activeInHierarchy) script.AdvanceCoroutines();
            foreach (MonoBehaviour script in _round) if (script.IsOn) Messages.Call(script.OnLateUpdate, script);
            // What dies may destroy more.
            for (int i = 0; i < _doomed.Count; i++) _doomed[i].Die();
            _doomed.Clear();
            Engine.EndTick();
        }

        /// <summary>The window gets or loses the keyboard.</summary>
        public void Focus(bool hasFocus)
        {
            Application.isFocused = hasFocus;
            foreach (MonoBehaviour script in _scripts.ToArray())
                if (script.IsOn) Messages.Send(script, "OnApplicationFocus", hasFocus);
        }

        /// <summary>Runs the immediate-mode GUI once.</summary>
        public void DrawGui()
        {
            foreach (MonoBehaviour script in _scripts.ToArray()) if (script.IsOn) Messages.Send(script, "OnGUI");
        }

        /// <summary>Loads another scene: what does not survive is destroyed.</summary>
        public void LoadScene()
        {
            foreach (GameObject some in _objects.ToArray()) if (!some.Survives && some.transform.parent == null) some.Die();
        }

        /// <summary>The game ends: by the player's window, or by the editor's stop button.</summary>
        public void Dispose()
        {
            if (Current != this) return;
            foreach (MonoBehaviour script in _scripts.ToArray()) Messages.Send(script, "OnApplicationQuit");
            Application.Quitting();
            Left.Clear();
            foreach (GameObject some in _objects.ToArray())
                if ((some.hideFlags & HideFlags.DontSaveInEditor) != 0) Left.Add(some);
                else some.Die();
            Application.isPlaying = false;
            Current = null;
            SynchronizationContext.SetSynchronizationContext(_before);
        }

        public void Add(GameObject made) => _objects.Add(made);

        public void Remove(GameObject gone) => _objects.Remove(gone);

        public void Add(Behaviour made)
        {
            if (made is MonoBehaviour script)
            {
                script.Prepare();
                int at = _scripts.Count;
                while (at > 0 && _scripts[at - 1].Order > script.Order) at--;
                _scripts.Insert(at, script);
            }
            Follow(made);
        }

        public void Remove(Behaviour gone)
        {
            if (gone.IsOn) Off(gone);
            if (gone.IsAwake) Messages.Send(gone, "OnDestroy");
            if (gone is MonoBehaviour script) _scripts.Remove(script);
        }

        /// <summary>Runs something on the main thread, with the next tick.</summary>
        public void Post(Action some) => _context.Post(state => some(), null);

        public void DestroyLater(Object some) => _doomed.Add(some);

        /// <summary>Wakes, enables or disables a behaviour as its own flag and its object's say.</summary>
        public void Follow(Behaviour some)
        {
            if (!(some is MonoBehaviour)) return;
            if (!some.IsAwake && some.gameObject.activeInHierarchy)
            {
                some.IsAwake = true;
                Messages.Send(some, "Awake");
            }
            if (some.isActiveAndEnabled == some.IsOn) return;
            if (some.IsOn) Off(some);
            else
            {
                some.IsOn = true;
                Messages.Send(some, "OnEnable");
            }
        }

        private static void Off(Behaviour some)
        {
            some.IsOn = false;
            Messages.Send(some, "OnDisable");
            if (some is MonoBehaviour script && !script.gameObject.activeSelf) script.StopAllCoroutines();
        }
    }

    /// <summary>Continuations of awaits on the main thread, run once per tick as Unity does.</summary>
    internal sealed class PlayerContext : SynchronizationContext
    {
        private readonly object _gate = new object();
        private List<Action> _posted = new List<Action>();
        private List<Action> _spare = new List<Action>();

        public override void Post(SendOrPostCallback d, object state)
        {
            lock (_gate) _posted.Add(() => d(state));
        }

        public void Run()
        {
            List<Action> now;
            lock (_gate)
            {
                now = _posted;
                _posted = _spare;
            }
            foreach (Action some in now) Messages.Call(some, null);
            now.Clear();
            _spare = now;
        }
    }
}

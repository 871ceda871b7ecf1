using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Reflection;
using System.Threading;
using System.Threading.Tasks;
using NUnit.Framework;
using UnityEngine;
using Worldport.Client;
using Worldport.Client.Tests;

namespace Worldport.Components.Tests
{
    /// <summary>A game in a test: a player loop, and a session in it.</summary>
    internal sealed class Scene : IDisposable
    {
        public const int DeadlineMs = 60000;

        public static readonly Assembly Scripts = typeof(WorldportSession).Assembly;

        public Scene()
        {
            Loop = new UnityEngine.Player();
            UnityEngine.Player.EnterPlayMode(Scripts);
        }

        public static string StageModel => System.IO.Path.Combine(Clone.Folder, "test", "unity", "components", "models", "stage.ts");

        public UnityEngine.Player Loop { get; }

        public WorldportSession Session { get; private set; }

        public SchemaDocument Schema => Session.LiveSchema;

        /// <summary>A scene with a session that drives the stage model.</summary>
        public static Scene Driving(string options = "")
        {
            var scene = new Scene();
            scene.AddSession(TestServer.Of(StageModel, options));
            scene.Until(() => scene.Session.IsDriving, "the session to drive");
            return scene;
        }

        /// <summary>Adds a session that connects when it is enabled.</summary>
        public WorldportSession AddSession(string url, Action<WorldportSession> set = null)
        {
            var made = new GameObject("Session");
            made.SetActive(false);
            Session = made.AddComponent<WorldportSession>();
            Session.Url = url;
            set?.Invoke(Session);
            made.SetActive(true);
            return Session;
        }

        /// <summary>Adds a component to an object of its own, set before it is enabled.</summary>
        public T Add<T>(Action<T> set = null, string name = "Thing") where T : Component
        {
            var made = new GameObject(name);
            made.SetActive(false);
            T component = made.AddComponent<T>();
            set?.Invoke(component);
            made.SetActive(true);
            return component;
        }

        /// <summary>Ticks until something is so.</summary>
        public void Until(Func<bool> isSo, string what)
        {
            Stopwatch watch = Stopwatch.StartNew();
            while (!isSo())
            {
                if (watch.ElapsedMilliseconds > DeadlineMs)
                    Assert.Fail($"Waited {DeadlineMs} ms for {what}. Status: {Session?.Status}, {Session?.StateInWords}. Console:\n{Console}");
                Tick();
            }
        }

        public void Tick()
        {
            Loop.Tick();
            Thread.Sleep(2);
        }

        public void Ticks(int count)
        {
            for (int i = 0; i < count; i++) Tick();
        }

        /// <summary>Ticks until a task has ended.</summary>
        public T Await<T>(Task<T> task)
        {
            Until(() => task.IsCompleted, "a task");
            return task.Result;
        }

        /// <summary>Sets a field as the inspector does: without the property, and with OnValidate.</summary>
        public static void Inspect(MonoBehaviour component, string field, object value)
        {
            component.GetType().GetField(field, BindingFlags.Instance | BindingFlags.NonPublic).SetValue(component, value);
            Messages.Send(component, "OnValidate");
        }

        /// <summary>Reloads the scripts, as the editor does when one has changed; the session is another object then.</summary>
        public void Reload()
        {
            GameObject holder = Session.gameObject;
            UnityEngine.Player.BeforeReload = UnityEditor.AssemblyReloadEvents.Reload;
            Loop.ReloadDomain(Scripts);
            Session = holder.GetComponent<WorldportSession>();
        }

        /// <summary>What the model has been told, by its own account.</summary>
        public Body Reached() => Await(Session.SendCommand("reached")).OrThrow().Fields;

        /// <summary>The console's lines of one kind, or all.</summary>
        public static List<LogLine> Lines(string kind = null)
        {
            lock (UnityEngine.Debug.Lines)
                return UnityEngine.Debug.Lines.FindAll(line => kind == null || line.Kind == kind);
        }

        public static string Console => string.Join("\n", Lines().ConvertAll(line => line.ToString()).ToArray());

        /// <summary>Nothing was written to the console.</summary>
        public static void IsQuiet() => Assert.AreEqual("", Console);

        /// <summary>Says goodbye, so that the next test finds the server free, and ends the game.</summary>
        public void Dispose()
        {
            if (Session != null) Session.Disconnect();
            Loop.Dispose();
        }
    }
}

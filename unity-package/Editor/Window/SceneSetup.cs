using UnityEditor;
using UnityEngine;

namespace Worldport.Editor
{
    /// <summary>Puts into the open scene what a model needs to be played: a session with bindings. Can be undone.</summary>
    public static class SceneSetup
    {
        /// <summary>
        /// Adds what is missing to the selected object, or to a new one; gives the bindings. They bind themselves by the
        /// schema's hints, and their inspector makes rows of that.
        /// </summary>
        public static WorldportBindings MakeBindings(string url, string token)
        {
            GameObject holder = Selection.activeGameObject;
            if (holder == null)
            {
                holder = new GameObject("Worldport");
                Undo.RegisterCreatedObjectUndo(holder, "Make bindings");
            }
            if (!holder.TryGetComponent(out WorldportSession session) && SceneSessions.For(holder.transform, null) == null)
            {
                session = Undo.AddComponent<WorldportSession>(holder);
                session.Url = url;
                session.Token = token;
            }
            if (!holder.TryGetComponent(out WorldportBindings bindings)) bindings = Undo.AddComponent<WorldportBindings>(holder);
            Selection.activeGameObject = holder;
            return bindings;
        }
    }
}

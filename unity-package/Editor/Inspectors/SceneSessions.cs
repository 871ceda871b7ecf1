using System.Collections.Generic;
using System.Linq;
using UnityEngine;
using Worldport.Client;

namespace Worldport.Editor
{
    /// <summary>Which session, and so which schema, a component will use: known before play mode, for its inspector.</summary>
    internal static class SceneSessions
    {
        /// <summary>The session set, else one on the component's object or above, else the first of the scene; null without any.</summary>
        public static WorldportSession For(Component component, WorldportSession set)
        {
            if (set != null) return set;
            WorldportSession near = component.GetComponentInParent<WorldportSession>();
            return near != null ? near : All().FirstOrDefault();
        }

        /// <summary>The sessions of the open scenes; prefabs are left out.</summary>
        public static IEnumerable<WorldportSession> All() =>
            Resources.FindObjectsOfTypeAll<WorldportSession>().Where(session => session.gameObject.scene.IsValid());

        /// <summary>The running model's document, else that of the session's asset, else null.</summary>
        public static SchemaDocument DocumentOf(WorldportSession session)
        {
            if (session == null) return null;
            if (session.LiveSchema != null) return session.LiveSchema;
            return session.Schema == null ? null : session.Schema.Document;
        }

        /// <summary>Names of the tracks of one direction; empty without a document.</summary>
        public static IReadOnlyList<string> Tracks(SchemaDocument document, bool isIn) =>
            document == null ? new string[0] : document.Tracks.Where(track => track.IsIn == isIn).Select(track => track.Name).ToArray();
    }
}

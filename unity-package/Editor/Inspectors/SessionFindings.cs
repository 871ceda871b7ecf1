using System;
using System.Collections.Generic;
using System.Linq;
using UnityEditor;
using UnityEngine;
using Worldport.Client;

namespace Worldport.Editor
{
    /// <summary>What an inspector has to say about a session.</summary>
    public static class SessionFindings
    {
        /// <summary>Everything that is wrong or worth knowing, the worst first.</summary>
        public static IEnumerable<Finding> Of(WorldportSession session)
        {
            if (session.Problem != "") yield return Finding.Error(session.Problem);
            if (Application.isPlaying) yield return Finding.Info($"The session is {session.StateInWords}.");
            if (EditorUserBuildSettings.activeBuildTarget == BuildTarget.WebGL)
                yield return Finding.Warning("WebGL builds have neither sockets nor threads, so Worldport does not run in them. Build for a desktop, or open the server's own page.");
            foreach (Finding finding in session.Launch.Enabled ? OfLaunch(session.Launch) : OfUrl(session)) yield return finding;
            foreach (Finding finding in OfSchema(session)) yield return finding;
        }

        private static IEnumerable<Finding> OfLaunch(WorldportLaunch launch)
        {
            if (string.IsNullOrWhiteSpace(launch.Command))
                yield return Finding.Error("The session is to start a server, but no command is given. Give one, such as npx, or switch Launch off.");
        }

        private static IEnumerable<Finding> OfUrl(WorldportSession session)
        {
            bool isUrl = Uri.TryCreate(session.Url, UriKind.Absolute, out Uri url);
            if (!isUrl || Array.IndexOf(new[] { "http", "https", "ws", "wss" }, url.Scheme) < 0)
                yield return Finding.Error($"\"{session.Url}\" is no address of a server. Give the one it prints at its start, such as http://127.0.0.1:8080.");
            else if (!url.IsLoopback && string.IsNullOrEmpty(session.Token))
                yield return Finding.Warning($"{url.Host} is another machine: a server there asks for a token, which it prints at its start.");
        }

        private static IEnumerable<Finding> OfSchema(WorldportSession session)
        {
            if (session.Schema == null)
                yield return Finding.Info("Without a schema there are no drop-downs. Save one with Worldport > Connect, and assign it here.");
            else if (session.Schema.Problem != "")
                yield return Finding.Error($"The schema {session.Schema.name} can't be read. {session.Schema.Problem} Save it anew with Worldport > Connect.");
            else if (session.LiveSchema != null)
            {
                string difference = session.Schema.DifferenceFrom(session.LiveSchema);
                if (difference != "") yield return Finding.Warning($"The running model differs from {session.Schema.name}. {difference} Save the schema anew with Worldport > Connect.");
            }
            SchemaDocument document = SceneSessions.DocumentOf(session);
            if (document == null) yield break;
            IReadOnlyList<string> tracks = SceneSessions.Tracks(document, false);
            foreach (WorldportTrackWish wish in session.Tracks)
                if (!tracks.Contains(wish.Track))
                    yield return Finding.Error($"The model has no out track \"{wish.Track}\". It has: {string.Join(", ", tracks)}.");
        }
    }
}

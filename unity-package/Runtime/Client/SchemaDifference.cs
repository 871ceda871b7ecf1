using System;
using System.Collections.Generic;
using System.Globalization;

namespace Worldport.Client
{
    /// <summary>
    /// What a client made for one schema document meets in another, in words. <c>worldport schema diff</c> tells more; this
    /// is for a line in a console.
    /// </summary>
    public static class SchemaDifference
    {
        /// <summary>Findings told; the rest is counted.</summary>
        private const int Told = 4;

        /// <summary>The differences that matter to a client, in sentences; "" when there are none.</summary>
        public static string InWords(SchemaDocument before, SchemaDocument now)
        {
            List<string> found = Find(before, now);
            if (found.Count == 0) return "";
            string words = string.Join(" ", found.GetRange(0, Math.Min(Told, found.Count)));
            return found.Count > Told ? $"{words} And {found.Count - Told} more." : words;
        }

        /// <summary>The same as a list, a sentence each.</summary>
        public static List<string> Find(SchemaDocument before, SchemaDocument now)
        {
            var found = new List<string>();
            if (before.ModelId != now.ModelId) found.Add($"The model is another one: {before.ModelId} → {now.ModelId}.");
            foreach (TrackDeclaration track in before.Tracks) Compare(track, now.Track(track.Name), found);
            foreach (TrackDeclaration track in now.Tracks)
                if (before.Track(track.Name) == null) found.Add($"Track {track.Name} was added.");
            foreach (CommandDeclaration command in before.Commands) Compare(command, now.Command(command.Name), found);
            foreach (CommandDeclaration command in now.Commands)
                if (before.Command(command.Name) == null) found.Add($"Command {command.Name} was added.");
            Compare(before.Messages, now.Messages, found);
            return found;
        }

        private static void Compare(TrackDeclaration before, TrackDeclaration now, List<string> found)
        {
            if (now == null)
            {
                found.Add($"Track {before.Name} was removed.");
                return;
            }
            string track = $"Track {before.Name}";
            if (before.IsIn != now.IsIn) found.Add($"{track} goes {(now.IsIn ? "to" : "from")} the model now.");
            if (before.Width != now.Width || before.Height != now.Height)
                found.Add($"{track} changed from {before.Width} × {before.Height} to {now.Width} × {now.Height} pixels.");
            foreach (string key in new[] { "fps", "color_space", "row_order", "alpha", "scaling" })
                Compare($"{track}: {key}", before.Fields.Any(key), now.Fields.Any(key), found);
        }

        private static void Compare(CommandDeclaration before, CommandDeclaration now, List<string> found)
        {
            if (now == null)
            {
                found.Add($"Command {before.Name} was removed.");
                return;
            }
            string command = $"Command {before.Name}";
            if (before.Semantics != now.Semantics) found.Add($"{command} changed from {before.Semantics} to {now.Semantics}.");
            CompareFields(command, before.Args, now.Args, found);
            if (before.Reply == null != (now.Reply == null))
                found.Add($"{command} has {(now.Reply == null ? "no reply any more" : "a reply now")}.");
            else if (!AreSame(before.Reply, now.Reply)) found.Add($"{command}: its reply changed.");
        }

        private static void CompareFields(string of, Body before, Body now, List<string> found)
        {
            Dictionary<string, object> old = before.Inner("properties").Map;
            Dictionary<string, object> fresh = now.Inner("properties").Map;
            foreach (KeyValuePair<string, object> field in old)
            {
                if (!fresh.TryGetValue(field.Key, out object other))
                {
                    found.Add($"{of} takes no {field.Key} any more.");
                    continue;
                }
                var some = new Body(field.Value as Dictionary<string, object>);
                var others = new Body(other as Dictionary<string, object>);
                foreach (string key in new[] { "type", "minimum", "maximum", "default", "enum", "items", "properties" })
                    Compare($"{of}, {field.Key}: {key}", some.Any(key), others.Any(key), found);
            }
            foreach (string field in fresh.Keys) if (!old.ContainsKey(field)) found.Add($"{of} takes {field} now.");
        }

        private static void Compare(
            IReadOnlyList<MessageDeclaration> before, IReadOnlyList<MessageDeclaration> now, List<string> found)
        {
            foreach (MessageDeclaration message in before)
            {
                MessageDeclaration other = Find(now, message.Name);
                if (other == null) found.Add($"Message {message.Name} was removed.");
                else if (!AreSame(message.Data.Map, other.Data.Map)) found.Add($"Message {message.Name}: its fields changed.");
            }
            foreach (MessageDeclaration message in now)
                if (Find(before, message.Name) == null) found.Add($"Message {message.Name} was added.");
        }

        private static MessageDeclaration Find(IReadOnlyList<MessageDeclaration> among, string name)
        {
            foreach (MessageDeclaration message in among) if (message.Name == name) return message;
            return null;
        }

        private static void Compare(string what, object before, object now, List<string> found)
        {
            if (!AreSame(before, now)) found.Add($"{what} changed from {Text(before)} to {Text(now)}.");
        }

        private static bool AreSame(object some, object other)
        {
            if (some == null || other == null) return some == other;
            if (some is Dictionary<string, object> map)
            {
                if (!(other is Dictionary<string, object> others) || map.Count != others.Count) return false;
                foreach (KeyValuePair<string, object> entry in map)
                    // Words for people do not matter to a client.
                    if (!others.TryGetValue(entry.Key, out object value) || entry.Key != "description" && !AreSame(entry.Value, value))
                        return false;
                return true;
            }
            if (some is List<object> list)
            {
                if (!(other is List<object> others) || list.Count != others.Count) return false;
                for (int i = 0; i < list.Count; i++) if (!AreSame(list[i], others[i])) return false;
                return true;
            }
            double number = Body.NumberOf(some, double.NaN);
            return double.IsNaN(number) ? Equals(some, other) : number.Equals(Body.NumberOf(other, double.NaN));
        }

        private static string Text(object value)
        {
            if (value == null) return "nothing";
            if (value is Dictionary<string, object>) return "other fields";
            if (value is List<object> list) return string.Join(", ", list.ConvertAll(Text).ToArray());
            return Convert.ToString(value, CultureInfo.InvariantCulture);
        }
    }
}

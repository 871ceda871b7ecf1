using System;
using System.Collections.Generic;
using System.Threading.Tasks;

namespace Worldport.Client
{
    /// <summary>Args of a command, by field. Generated clients fill it; anything that takes args takes it.</summary>
    public sealed class CommandArgs : Dictionary<string, object>
    {
        /// <summary>Sets a field, or leaves it out when the value is null.</summary>
        /// <param name="field">Its name on the wire.</param>
        /// <param name="value">null, bool, a number, string, list or map.</param>
        public CommandArgs Set(string field, object value)
        {
            if (value == null) Remove(field);
            else this[field] = value;
            return this;
        }

        /// <summary>What a member of an enum is called on the wire.</summary>
        /// <exception cref="ArgumentOutOfRangeException">The enum has no such member: a number was cast to it.</exception>
        public static string Choice(string[] names, int member)
        {
            if (member >= 0 && member < names.Length) return names[member];
            throw new ArgumentOutOfRangeException(
                nameof(member),
                $"The choice has no member {member}. It has: {string.Join(", ", names)}.");
        }

        /// <summary>A list whose items are written one by one; null stays null.</summary>
        public static List<object> List<T>(IReadOnlyList<T> items, Func<T, object> write)
        {
            if (items == null) return null;
            var list = new List<object>(items.Count);
            for (int i = 0; i < items.Count; i++) list.Add(write(items[i]));
            return list;
        }

        /// <summary>A map whose values are written one by one; null stays null.</summary>
        public static Dictionary<string, object> Map<T>(IReadOnlyDictionary<string, T> items, Func<T, object> write)
        {
            if (items == null) return null;
            var map = new Dictionary<string, object>(items.Count);
            foreach (KeyValuePair<string, T> item in items) map[item.Key] = write(item.Value);
            return map;
        }
    }

    /// <summary>What a generated client needs of a session: a way for commands to go out, and for messages to come in.</summary>
    public interface ICommandSender
    {
        /// <summary>A declared message of the model came. Raised on the thread that drives the session: Unity's main thread.</summary>
        event Action<ModelMessage> MessageReceived;

        /// <summary>
        /// Sends a command at once. The task ends with what became of it, also when it was refused; it is never null.
        /// One that is unanswered when the connection breaks is sent again after the resume, and applied once.
        /// </summary>
        Task<Reply> SendCommand(string command, Dictionary<string, object> args);

        /// <summary>States a held command's whole args. They go out when they have changed; no reply is asked for.</summary>
        void Hold(string command, Dictionary<string, object> args);

        /// <summary>Adds to a delta command. The sum goes out once per tick; no reply is asked for.</summary>
        void Add(string command, Dictionary<string, object> args);
    }
}

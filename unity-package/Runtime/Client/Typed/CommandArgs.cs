using System;
using System.Collections.Generic;

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
}

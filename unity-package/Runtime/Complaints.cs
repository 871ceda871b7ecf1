using System.Collections.Generic;
using UnityEngine;

namespace Worldport
{
    /// <summary>
    /// What a component tells about itself in the console: each sentence once, until things are well again, with the
    /// component as context.
    /// </summary>
    internal sealed class Complaints
    {
        /// <summary>Bound of the sentences remembered; one that would be told again and again is among the newest.</summary>
        private const int Remembered = 64;

        private readonly HashSet<string> _told = new HashSet<string>();
        private readonly Object _context;

        public Complaints(Object context)
        {
            _context = context;
        }

        /// <summary>The newest sentence, "" while all is well.</summary>
        public string Newest { get; private set; } = "";

        /// <summary>Tells an error with its remedy, unless it was told already.</summary>
        public void Error(string sentence)
        {
            if (Note(sentence)) Debug.LogError("[Worldport] " + sentence, _context);
        }

        /// <summary>Tells something that does not stop the game, unless it was told already.</summary>
        public void Warning(string sentence)
        {
            if (Note(sentence)) Debug.LogWarning("[Worldport] " + sentence, _context);
        }

        /// <summary>All is well: what goes wrong from now on is told again.</summary>
        public void Clear()
        {
            _told.Clear();
            Newest = "";
        }

        private bool Note(string sentence)
        {
            Newest = sentence;
            if (_told.Count >= Remembered) _told.Clear();
            return _told.Add(sentence);
        }
    }
}

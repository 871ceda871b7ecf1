using System.Collections.Generic;
using Worldport.Client;

namespace Worldport
{
    /// <summary>
    /// The resume token of one place in the game: an address and a role. It outlives the component that uses it, so that
    /// after a change of scene, a script reload or a restart of play mode the next component there is the same client.
    /// The main thread takes and releases it; the client reads and writes it from its own threads.
    /// </summary>
    internal sealed class ResumeToken : IResumeStore
    {
        private static readonly Dictionary<string, ResumeToken> Places = new Dictionary<string, ResumeToken>();

        private readonly string _place;
        private volatile string _token;
        private bool _isTaken;

        private ResumeToken(string place)
        {
            _place = place;
            _token = Keep.Load(place);
        }

        /// <summary>The first place of this address and role that no other component uses.</summary>
        public static ResumeToken For(string url, WorldportRole role)
        {
            for (int i = 1; ; i++)
            {
                string place = $"Worldport/{url}/{role}/{i}";
                if (!Places.TryGetValue(place, out ResumeToken token)) Places.Add(place, token = new ResumeToken(place));
                if (token._isTaken) continue;
                token._isTaken = true;
                return token;
            }
        }

        /// <inheritdoc/>
        public string Load() => _token;

        /// <inheritdoc/>
        public void Save(string token) => _token = token;

        /// <summary>Lets another component take the place; what the client has learned is kept.</summary>
        public void Release()
        {
            _isTaken = false;
            Keep.Save(_place, _token);
        }

        /// <summary>Forgets every place; kept tokens stay.</summary>
        internal static void Reset() => Places.Clear();

        /// <summary>Beyond the scripts' own life only the editor can keep something; a game's scripts live as long as the game.</summary>
        private static class Keep
        {
#if UNITY_EDITOR
            public static string Load(string place)
            {
                string token = UnityEditor.SessionState.GetString(place, "");
                return token.Length == 0 ? null : token;
            }

            public static void Save(string place, string token) => UnityEditor.SessionState.SetString(place, token ?? "");
#else
            public static string Load(string place) => null;

            public static void Save(string place, string token)
            {
            }
#endif
        }
    }
}

namespace Worldport.Client
{
    /// <summary>
    /// Where the resume token is kept, so that a client that comes back is the same client: beyond a domain reload, say.
    /// Called from any thread, one call at a time; must not wait.
    /// </summary>
    public interface IResumeStore
    {
        /// <summary>The token, or null when there is none.</summary>
        string Load();

        /// <summary>Keeps the token; null forgets it.</summary>
        void Save(string token);
    }

    /// <summary>Keeps the resume token as long as the object lives: enough to come back after a cut connection.</summary>
    public sealed class MemoryStore : IResumeStore
    {
        private volatile string _token;

        /// <inheritdoc/>
        public string Load() => _token;

        /// <inheritdoc/>
        public void Save(string token) => _token = token;
    }
}

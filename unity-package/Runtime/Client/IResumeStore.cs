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
}

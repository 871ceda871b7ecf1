namespace Worldport.Client
{
    /// <summary>Keeps the resume token as long as the object lives: enough to come back after a cut link.</summary>
    public sealed class MemoryStore : IResumeStore
    {
        private volatile string _token;

        /// <inheritdoc/>
        public string Load() => _token;

        /// <inheritdoc/>
        public void Save(string token) => _token = token;
    }
}

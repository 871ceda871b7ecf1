namespace Worldport.Client
{
    /// <summary>Names and input times of the last commands, by id.</summary>
    internal sealed class CommandLog
    {
        private const int Remembered = 1024;

        private readonly long[] _ids = new long[Remembered];
        private readonly string[] _names = new string[Remembered];
        private readonly long[] _inputsUs = new long[Remembered];

        public void Add(long id, string name, long inputUs)
        {
            long at = id % Remembered;
            _ids[at] = id;
            _names[at] = name;
            _inputsUs[at] = inputUs;
        }

        /// <summary>The name of a command; "" when it is not remembered.</summary>
        public string NameOf(long id) => id > 0 && _ids[id % Remembered] == id ? _names[id % Remembered] : "";

        /// <summary>Local µs of the input that sent a command; 0 when it is not remembered.</summary>
        public long InputOf(long id) => id > 0 && _ids[id % Remembered] == id ? _inputsUs[id % Remembered] : 0;
    }
}

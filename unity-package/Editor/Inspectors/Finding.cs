using UnityEditor;

namespace Worldport.Editor
{
    /// <summary>Something an inspector has to say about a component: what is wrong and what to do, or how it stands.</summary>
    public readonly struct Finding
    {
        private Finding(MessageType kind, string sentence)
        {
            Kind = kind;
            Sentence = sentence;
        }

        /// <summary>How bad it is.</summary>
        public MessageType Kind { get; }

        /// <summary>What is wrong, and the remedy.</summary>
        public string Sentence { get; }

        /// <summary>It will not work.</summary>
        public static Finding Error(string sentence) => new Finding(MessageType.Error, sentence);

        /// <summary>It may not do what one expects.</summary>
        public static Finding Warning(string sentence) => new Finding(MessageType.Warning, sentence);

        /// <summary>Good to know.</summary>
        public static Finding Info(string sentence) => new Finding(MessageType.Info, sentence);

        /// <inheritdoc/>
        public override string ToString() => $"{Kind}: {Sentence}";
    }
}

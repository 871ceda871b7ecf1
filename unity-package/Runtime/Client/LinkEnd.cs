using System;
using System.Net.Sockets;
using System.Net.WebSockets;

namespace Worldport.Client
{
    /// <summary>How one link ended: a code of the protocol or "", and a sentence or "".</summary>
    internal readonly struct LinkEnd
    {
        public LinkEnd(string code, string sentence)
        {
            Code = code;
            Sentence = sentence;
        }

        public string Code { get; }

        public string Sentence { get; }

        /// <summary>Puts what went wrong with a socket into words.</summary>
        public static LinkEnd Of(Exception error, Uri uri, bool wasOpen)
        {
            if (wasOpen) return new LinkEnd("", "");
            string server = $"http://{uri.Authority}";
            int status = StatusOf(error);
            if (status == 503) return new LinkEnd("too_many_connections", $"{server} takes no more connections.");
            if (status == 403) return new LinkEnd("forbidden_origin", $"{server} does not allow connections by this address.");
            if (status != 0) return new LinkEnd("", $"{server} is no Worldport server: it answered with HTTP {status}.");
            Exception cause = error;
            while (cause.InnerException != null && !(cause is SocketException)) cause = cause.InnerException;
            return new LinkEnd("", $"No server answers at {server} ({cause.Message.TrimEnd('.')}).");
        }

        /// <summary>The HTTP status a refused upgrade came with, which .NET says in words only; 0 for none.</summary>
        private static int StatusOf(Exception error)
        {
            if (!(error is WebSocketException)) return 0;
            foreach (string word in error.Message.Split(' ', '\'', '"', '(', ')', '.'))
                if (word.Length == 3 && word != "101" && int.TryParse(word, out int status)) return status;
            return 0;
        }
    }
}

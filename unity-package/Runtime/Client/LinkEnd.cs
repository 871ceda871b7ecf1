using System;
using System.Net.Sockets;

namespace Worldport.Client
{
    /// <summary>How one connection ended: a code of the protocol or "", and a sentence or "".</summary>
    internal readonly struct LinkEnd
    {
        public LinkEnd(string code, string sentence)
        {
            Code = code;
            Sentence = sentence;
        }

        public string Code { get; }

        public string Sentence { get; }

        /// <summary>Puts into words why a socket could not be opened.</summary>
        public static LinkEnd Of(Exception error, Uri uri)
        {
            Exception cause = error;
            while (cause.InnerException != null && !(cause is SocketException)) cause = cause.InnerException;
            return new LinkEnd("", $"No server answers at http://{uri.Authority} ({cause.Message.TrimEnd('.')}).");
        }

        /// <summary>Whether a server was there, and refused to become a WebSocket.</summary>
        public static bool IsRefusal(Exception error)
        {
            for (Exception cause = error; cause != null; cause = cause.InnerException)
                if (cause is SocketException || cause is OperationCanceledException) return false;
            return true;
        }
    }
}

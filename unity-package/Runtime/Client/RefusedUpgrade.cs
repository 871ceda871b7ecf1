using System;
using System.Collections.Generic;
using System.IO;
using System.Net.Sockets;
using System.Text;
using System.Threading.Tasks;

namespace Worldport.Client
{
    /// <summary>
    /// Why a server refused to become a WebSocket. ClientWebSocket keeps that to itself on Mono, so the same question is
    /// asked once more by hand, and the answer read: HTTP status, and the code and sentence of a Worldport server.
    /// </summary>
    internal static class RefusedUpgrade
    {
        private const int DeadlineMs = 2000;
        private const int MaxBytes = 8192;

        /// <summary>Asks for the reason. Null when the server can't be reached, or refuses no longer.</summary>
        public static async Task<LinkEnd?> AskAsync(Uri uri)
        {
            // Reading a certificate by hand is not worth a better sentence.
            if (uri.Scheme != "ws") return null;
            using (var tcp = new TcpClient())
            {
                Task<string> asking = AskAsync(tcp, uri);
                Task first = await Task.WhenAny(asking, Task.Delay(DeadlineMs)).ConfigureAwait(false);
                if (first != asking) return null;
                return asking.IsFaulted ? null : ReasonIn(asking.Result, uri);
            }
        }

        private static async Task<string> AskAsync(TcpClient tcp, Uri uri)
        {
            await tcp.ConnectAsync(uri.Host, uri.Port).ConfigureAwait(false);
            NetworkStream stream = tcp.GetStream();
            byte[] request = Encoding.ASCII.GetBytes(
                $"GET {uri.PathAndQuery} HTTP/1.1\r\nHost: {uri.Authority}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n" +
                "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: d29ybGRwb3J0IGFza3Mgd2h5\r\nSec-WebSocket-Protocol: worldport.v1\r\n\r\n");
            await stream.WriteAsync(request, 0, request.Length).ConfigureAwait(false);
            var answer = new MemoryStream();
            var buffer = new byte[1024];
            while (answer.Length < MaxBytes)
            {
                int count = await stream.ReadAsync(buffer, 0, buffer.Length).ConfigureAwait(false);
                if (count == 0) break;
                answer.Write(buffer, 0, count);
                string text = Encoding.UTF8.GetString(answer.ToArray());
                if (IsWhole(text)) break;
            }
            return Encoding.UTF8.GetString(answer.ToArray());
        }

        /// <summary>Whether the head is there, and with it nothing that says that more will come.</summary>
        private static bool IsWhole(string answer)
        {
            int end = answer.IndexOf("\r\n\r\n", StringComparison.Ordinal);
            if (end < 0) return false;
            return answer.StartsWith("HTTP/1.1 101", StringComparison.Ordinal) ||
                answer.IndexOf("content-length: 0\r\n", StringComparison.OrdinalIgnoreCase) >= 0 ||
                answer.TrimEnd().EndsWith("}", StringComparison.Ordinal);
        }

        private static LinkEnd? ReasonIn(string answer, Uri uri)
        {
            string[] words = answer.Split(new[] { ' ' }, 3);
            if (words.Length < 3 || !int.TryParse(words[1], out int status) || status == 101) return null;
            string server = $"http://{uri.Authority}";
            Body error = ErrorIn(answer);
            if (error.Has("code")) return new LinkEnd(error.Text("code"), error.Text("message"));
            if (status == 503) return new LinkEnd("too_many_connections", $"{server} takes no more connections.");
            if (status == 403) return new LinkEnd("forbidden_origin", $"{server} does not allow connections by this address.");
            return new LinkEnd("", $"{server} is no Worldport server: it answered with HTTP {status}.");
        }

        /// <summary>The <c>error</c> of a JSON body; empty when it has none.</summary>
        private static Body ErrorIn(string answer)
        {
            int start = answer.IndexOf('{');
            int end = answer.LastIndexOf('}');
            if (start < 0 || end < start) return default(Body);
            try
            {
                return new Body(JsonReader.Read(answer.Substring(start, end - start + 1)) as Dictionary<string, object>).Inner("error");
            }
            catch (FormatException)
            {
                return default(Body); // Some other server's words.
            }
        }
    }
}

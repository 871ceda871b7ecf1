using System;

namespace Worldport.Client
{
    /// <summary>The address of a server → those of its routes.</summary>
    internal static class ServerUrl
    {
        /// <summary>The WebSocket's address for <c>http://…</c>, <c>https://…</c>, <c>ws://…</c>, <c>wss://…</c> or <c>host:port</c>; null when it is none of them.</summary>
        public static Uri Socket(string url)
        {
            Uri root = Root(url);
            if (root == null) return null;
            return new UriBuilder(root.Scheme == "https" ? "wss" : "ws", root.Host, root.Port, root.AbsolutePath.TrimEnd('/') + "/ws").Uri;
        }

        /// <summary>The server's own address, without a slash at its end, for the same addresses; null when it is none of them.</summary>
        public static string Http(string url) => Root(url)?.AbsoluteUri.TrimEnd('/');

        private static Uri Root(string url)
        {
            string text = (url ?? "").Trim();
            if (text.Length > 0 && text.IndexOf("://", StringComparison.Ordinal) < 0) text = "http://" + text;
            if (!Uri.TryCreate(text, UriKind.Absolute, out Uri uri)) return null;
            bool isSecure = uri.Scheme == "https" || uri.Scheme == "wss";
            if (!isSecure && uri.Scheme != "http" && uri.Scheme != "ws") return null;
            string path = uri.AbsolutePath.TrimEnd('/');
            if (path.EndsWith("/ws", StringComparison.Ordinal)) path = path.Substring(0, path.Length - "/ws".Length);
            return new UriBuilder(isSecure ? "https" : "http", uri.Host, uri.Port, path).Uri;
        }
    }
}

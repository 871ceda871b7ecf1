using System.Collections.Generic;
using System.Text.RegularExpressions;
using Unity.WebRTC;

namespace Worldport
{
    /// <summary>
    /// The <c>Link</c> header of a WHEP server → the STUN and TURN servers it names. Source: RFC 9725, section 4.6;
    /// RFC 8288, section 3.
    /// </summary>
    internal static class IceLinks
    {
        private static readonly Regex Link =
            new Regex(@"<([^>]*)>((?:\s*;\s*[\w-]+(?:\s*=\s*(?:""(?:[^""\\]|\\.)*""|[^\s;,""]+))?)*)");

        private static readonly Regex Parameter = new Regex(@";\s*([\w-]+)\s*=\s*(?:""((?:[^""\\]|\\.)*)""|([^\s;,""]+))");

        private static readonly Regex Scheme = new Regex("^(stuns?|turns?):");

        /// <summary>Links of other relations are left out. <paramref name="header"/> may be null.</summary>
        public static RTCIceServer[] Read(string header)
        {
            var servers = new List<RTCIceServer>();
            foreach (Match link in Link.Matches(header ?? ""))
            {
                var parameters = new Dictionary<string, string>();
                foreach (Match one in Parameter.Matches(link.Groups[2].Value))
                    parameters[one.Groups[1].Value.ToLowerInvariant()] =
                        one.Groups[3].Success ? one.Groups[3].Value : Regex.Replace(one.Groups[2].Value, @"\\(.)", "$1");
                parameters.TryGetValue("rel", out string relation);
                if (relation != "ice-server" || !Scheme.IsMatch(link.Groups[1].Value)) continue;
                var server = new RTCIceServer { urls = new[] { link.Groups[1].Value } };
                if (parameters.TryGetValue("username", out string user) && parameters.TryGetValue("credential", out string password))
                {
                    server.username = user;
                    server.credential = password;
                    server.credentialType = RTCIceCredentialType.Password;
                }
                servers.Add(server);
            }
            return servers.ToArray();
        }
    }
}

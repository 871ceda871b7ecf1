// Generated from shared-schema/errors.ts and shared-schema/tables/ends.ts. Do not edit.
using System.Collections.Generic;

namespace Worldport.Client
{
    /// <summary>How a connection ends: which code a close code stands for, which ends are final, and what to do about each.</summary>
    public static class LinkEnds
    {
        private static readonly Dictionary<int, string> Codes = new Dictionary<int, string>
        {
            { 1001, "shutting_down" },
            { 1009, "message_too_large" },
            { 4400, "bad_message" },
            { 4401, "protocol_mismatch" },
            { 4402, "hello_expected" },
            { 4403, "hello_timeout" },
            { 4404, "unauthorized" },
            { 4406, "queue_full" },
            { 4407, "replaced" },
            { 4408, "silent" },
            { 4409, "too_slow" },
            { 4410, "model_failed" },
        };

        /// <summary>Ends after which trying again by itself would only do harm, and what to tell people when the server says nothing.</summary>
        private static readonly Dictionary<string, string> Finals = new Dictionary<string, string>
        {
            { "bad_url", "" },
            { "launch_failed", "" },
            { "unauthorized", "This server wants a token." },
            { "replaced", "This session was opened by another connection of this client, which carries on." },
            { "protocol_mismatch", "The server speaks another version of the protocol." },
        };

        private static readonly Dictionary<string, string> Remedies = new Dictionary<string, string>
        {
            { "", "Start a server with: worldport run <model>" },
            { "bad_url", "Use the address the server prints at its start, such as http://127.0.0.1:8080" },
            { "launch_failed", "Start the server by hand, or mend the Launch settings." },
            { "unauthorized", "Enter the token that the server printed at its start." },
            { "protocol_mismatch", "Update the side with the older version." },
            { "bad_message", "Update the client or the server, so that both are of one version." },
            { "forbidden_origin", "Name this address with --allow-origin when starting the server." },
            { "too_many_connections", "Close a client, or raise limits.max_connections." },
            { "queue_full", "Try again later, or join as spectator." },
            { "too_slow", "Ask for a smaller picture, a lower frame rate or jpeg." },
            { "message_too_large", "Send smaller frames, or raise limits.max_message_bytes." },
            { "model_failed", "Read the reason in the server's log, mend the model, and start the server again." },
            { "shutting_down", "It is tried again until the server is back." },
        };

        /// <summary>Farewells after which the same session can be resumed, so that what waits goes on waiting.</summary>
        internal static bool IsResumable(string code) => code == "silent" || code == "too_slow";

        /// <summary>The protocol's code for a WebSocket close code; "" for one that is not in its table.</summary>
        public static string CodeOf(int closeCode) => Codes.TryGetValue(closeCode, out string code) ? code : "";

        /// <summary>Whether a connection that ended with this code is not tried again by itself.</summary>
        public static bool IsFinal(string code) => Finals.ContainsKey(code);

        /// <summary>What to tell people about a final end; "" for others.</summary>
        internal static string SentenceOf(string code) => Finals.TryGetValue(code, out string sentence) ? sentence : "";

        /// <summary>What to do about an end; "" when there is nothing to do.</summary>
        public static string RemedyOf(string code) => Remedies.TryGetValue(code, out string remedy) ? remedy : "";
    }
}

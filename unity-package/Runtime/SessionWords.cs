using System.Globalization;
using Worldport.Client;

namespace Worldport
{
    /// <summary>Where connection and session are, in words for people.</summary>
    internal static class SessionWords
    {
        public static string Of(LinkStatus status, SessionState state)
        {
            switch (status.Phase)
            {
                case LinkPhase.Connecting: return "connecting";
                case LinkPhase.Retrying: return "not connected, tried again by itself";
                case LinkPhase.Ended: return "not connected";
                case LinkPhase.Open: return state == null ? "connected" : Of(state);
                default: return "closed";
            }
        }

        private static string Of(SessionState state)
        {
            if (state.State == "loading")
                return string.Format(CultureInfo.InvariantCulture, "loading, {0:0} %", state.Progress * 100) + Behind(state.Detail);
            if (state.QueuePosition > 0) return $"waiting in the queue, place {state.QueuePosition}";
            if (state.IsPaused) return state.State + ", paused";
            return state.State + Behind(state.Detail);
        }

        private static string Behind(string detail) => detail.Length == 0 ? "" : ": " + detail;
    }
}

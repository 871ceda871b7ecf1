using System;
using UnityEngine;
using Worldport.Client;

namespace Worldport
{
    /// <content>What the client tells → events and the console. Called on the main thread, out of Poll.</content>
    public sealed partial class WorldportSession
    {
        /// <inheritdoc/>
        void IClientEvents.OnLink(LinkStatus status)
        {
            bool isOpen = status.Phase == LinkPhase.Open;
            if (isOpen)
            {
                LinkConsole.Clear();
                Tell(() => Connected?.Invoke());
                Tell(() => _onConnected.Invoke());
            }
            else
            {
                Complain(status);
                if (_wasOpen || status.Phase == LinkPhase.Ended)
                {
                    Tell(() => Disconnected?.Invoke(status));
                    Tell(() => _onDisconnected.Invoke(status.ToString()));
                }
            }
            _wasOpen = isOpen;
        }

        /// <inheritdoc/>
        void IClientEvents.OnWelcome(Welcome welcome)
        {
            CheckSchema(welcome.Schema);
            CheckTracks(welcome.Schema);
        }

        /// <inheritdoc/>
        void IClientEvents.OnState(SessionState state)
        {
            if (state.State == "failed") Console.Error($"The model failed: {state.Detail} Mend it, and start the server again.");
            Tell(() => StateChanged?.Invoke(state));
            Tell(() => _onStateChanged.Invoke(SessionWords.Of(Status, state)));
        }

        /// <inheritdoc/>
        void IClientEvents.OnMessage(ModelMessage message)
        {
            Tell(() => MessageReceived?.Invoke(message));
            Tell(() => _onMessageReceived.Invoke(message));
        }

        /// <inheritdoc/>
        void IClientEvents.OnRefused(Refusal refusal)
        {
            if (!IsNoFault(refusal.Error.Code)) Console.Error($"{refusal.Command}: {refusal.Error.Message}");
            Tell(() => CommandRefused?.Invoke(refusal));
            Tell(() => _onCommandRefused.Invoke($"{refusal.Command}: {refusal.Error.Message}"));
        }

        /// <inheritdoc/>
        void IClientEvents.OnError(ServerError error)
        {
            if (!IsNoFault(error.Code)) Console.Error(error.Message);
        }

        /// <summary>The ways of sessions: nobody did anything wrong, and the next welcome follows.</summary>
        private static bool IsNoFault(string code)
        {
            switch (code)
            {
                case "not_driver":
                case "no_session":
                case "session_ended":
                case "closed":
                case "driver_left":
                case "grace_over":
                case "restarted":
                case "model_ended": return true;
                default: return false;
            }
        }

        private void Complain(LinkStatus status)
        {
            if (status.Phase != LinkPhase.Retrying && status.Phase != LinkPhase.Ended) return;
            // A connection that was cut comes back by itself: that is a state, and no error before it does not.
            bool isCut = _wasOpen && status.Phase == LinkPhase.Retrying && status.Code.Length == 0;
            if (!isCut && status.Sentence.Length > 0) LinkConsole.Error(status.ToString());
        }

        private void CheckSchema(SchemaDocument live)
        {
            string difference = _schema == null ? "" : _schema.DifferenceFrom(live);
            if (difference.Length > 0)
                Console.Warning(
                    $"The model differs from the schema \"{_schema.name}\" this game was made for: {difference} Fetch the schema anew in its inspector.");
        }

        /// <summary>An exception of a listener is the listener's: it is shown, and nothing else stops.</summary>
        private void Tell(Action listeners)
        {
            try
            {
                listeners();
            }
            catch (Exception error)
            {
                Debug.LogException(error, this);
            }
        }
    }
}

/** Lamp, state, place in the queue and the panel's word to those who look on. */
import { byId } from "./dom.js";
import { roleSentence, situationOf } from "./words.js";

/** @typedef {import("../../shared-schema/client/link.ts").LinkStatus} LinkStatus */
/** @typedef {import("../../shared-schema/messages.ts").StateBody} StateBody */

const PHASES = { connecting: "Connecting", retrying: "Reconnecting", stopped: "Not connected", open: "Connecting" };

/** @param {LinkStatus} link @param {StateBody | null} state @param {boolean} driving */
export function showStatus(link, state, driving) {
  const open = link.phase === "open" && state !== null;
  const situation = open
    ? situationOf(state)
    : {
        tone: link.phase === "stopped" || link.code === "model_failed" ? "bad" : "busy",
        label:
          link.code === "model_failed"
            ? "Failed"
            : link.sentence !== "" && link.phase === "connecting"
              ? PHASES.retrying
              : PHASES[link.phase],
      };
  byId("app").dataset["tone"] = situation.tone;
  byId("app").dataset["role"] = state?.role ?? "";
  byId("state").textContent = situation.label;
  byId("place").textContent = open && state.state === "streaming" ? roleSentence(state.role, state.queue_position) : "";
  const watching = byId("watching");
  const running = open && (state.state === "streaming" || state.state === "orphaned");
  watching.hidden = driving || !running || state.role === "driver";
  watching.textContent =
    state?.role === "queued"
      ? `${roleSentence("queued", state.queue_position)} You look on until it is your turn.`
      : "You are watching. Choose Drive to take part, or to join the queue.";
}

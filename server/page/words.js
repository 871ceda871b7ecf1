/** Words for people: names, keys, states and places in a queue. No DOM. */

/** `set_feed_rate` → `Feed rate`; `jump` → `Jump`. @param {string} name */
export function titleOf(name) {
  const words = name.replace(/^(set|change)_(?=.)/, "").replaceAll("_", " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}

const KEY_LABELS = new Map([
  ["ArrowUp", "↑"],
  ["ArrowDown", "↓"],
  ["ArrowLeft", "←"],
  ["ArrowRight", "→"],
  ["Space", "Space"],
  ["Minus", "−"],
  ["Equal", "="],
  ["BracketLeft", "["],
  ["BracketRight", "]"],
  ["Comma", ","],
  ["Period", "."],
  ["Slash", "/"],
  ["Semicolon", ";"],
  ["Quote", "'"],
  ["Backquote", "`"],
  ["Backslash", "\\"],
  ["Escape", "Esc"],
  ["ShiftLeft", "Shift"],
  ["ShiftRight", "Shift"],
  ["ControlLeft", "Ctrl"],
  ["ControlRight", "Ctrl"],
  ["AltLeft", "Alt"],
  ["AltRight", "Alt"],
]);

/** Label of a `KeyboardEvent.code`: `KeyW` → `W`, `Digit1` → `1`. @param {string} code */
export function keyLabel(code) {
  return KEY_LABELS.get(code) ?? code.replace(/^(Key|Digit)(?=.$)/, "").replace(/^Numpad(?=.)/, "Num ");
}

/** `1` → `1st`. @param {number} n */
export function ordinal(n) {
  const tens = n % 100;
  const suffix = tens > 10 && tens < 14 ? "th" : (["th", "st", "nd", "rd"][n % 10] ?? "th");
  return `${n}${suffix}`;
}

/**
 * @typedef {object} Situation what the page says about itself
 * @property {"live" | "busy" | "idle" | "bad"} tone colour of the lamp
 * @property {string} label two or three words
 * @property {string} sentence what is going on, for the middle of the stage and for screen readers
 */

/**
 * Puts a state message into words.
 * @param {{ state: string, role: string, paused: boolean, detail?: string, queue_position?: number, resume_left_ms?: number }} state
 * @returns {Situation}
 */
export function situationOf(state) {
  const detail = state.detail ?? "";
  switch (state.state) {
    case "loading":
      return { tone: "busy", label: "Loading", sentence: detail || "The model is loading." };
    case "ready":
      return { tone: "busy", label: "Ready", sentence: "The model is loaded; the session is about to start." };
    case "waiting":
      return { tone: "idle", label: "Waiting", sentence: "Waiting for somebody to drive." };
    case "streaming":
      return state.paused
        ? { tone: "idle", label: "Paused", sentence: "The session is paused." }
        : { tone: "live", label: "Live", sentence: roleSentence(state.role, state.queue_position) };
    case "orphaned": {
      const left = state.resume_left_ms === undefined ? "" : ` for ${Math.ceil(state.resume_left_ms / 1000)} s`;
      return { tone: "busy", label: "On hold", sentence: `The driver's link broke; the session is held${left}.` };
    }
    case "closing":
      return { tone: "busy", label: "Closing", sentence: detail || "The session is ending; the next one follows." };
    case "failed":
      return { tone: "bad", label: "Failed", sentence: detail || "The model could not be loaded." };
    default:
      return { tone: "busy", label: titleOf(state.state), sentence: detail };
  }
}

/** @param {string} role @param {number | undefined} position place in the queue, from 1 */
export function roleSentence(role, position) {
  if (role === "driver") return "You are driving.";
  if (role === "spectator") return "You are watching.";
  return position === undefined ? "You are in the queue." : `You are ${ordinal(position)} in the queue.`;
}

/**
 * Which way pictures come: as the address asks (`?transport=raw` or `webrtc`), else raw from this machine and video
 * from another.
 * @param {Pick<Location, "href">} location @param {boolean} hasWebRtc
 * @returns {{ way: "raw" | "webrtc", why: string }}
 */
export function transportFor({ href }, hasWebRtc) {
  const { hostname, searchParams } = new URL(href);
  const wanted = searchParams.get("transport");
  if (!hasWebRtc) return { way: "raw", why: "This browser has no WebRTC." };
  if (wanted === "raw" || wanted === "webrtc") return { way: wanted, why: "The address asks for it." };
  if (isLocal(hostname)) return { way: "raw", why: "The server is on this machine: raw pictures are exact and quick." };
  return { way: "webrtc", why: "The server is across a network, where raw pictures don't fit." };
}

/** Whether a host of an address is this machine. @param {string} hostname */
export function isLocal(hostname) {
  return ["localhost", "127.0.0.1", "[::1]"].includes(hostname);
}

/** A number as short as its step allows, with its unit. @param {number} value @param {number | null} step @param {string} [unit] */
export function numberText(value, step, unit) {
  const digits = step === null || step <= 0 ? 3 : Math.min(6, Math.max(0, Math.ceil(-Math.log10(step) - 1e-9)));
  const text = step !== null && Number.isInteger(step) ? String(Math.round(value)) : value.toFixed(digits);
  return unit ? `${text} ${unit}` : text;
}

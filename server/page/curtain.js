/** What lies over the picture when there is none to look at: connecting, loading, the queue, an end and its reason. */
import { byId } from "./dom.js";
import { situationOf } from "./words.js";

/** @typedef {import("../../shared-schema/client/link.ts").LinkStatus} LinkStatus */
/** @typedef {import("../../shared-schema/messages.ts").StateBody} StateBody */

/** Ends that are more than a broken link. */
const ENDS = new Map([
  ["model_failed", "The model failed"],
  ["queue_full", "The queue is full"],
  ["too_many_connections", "The server is full"],
  ["shutting_down", "The server is stopping"],
]);

export class Curtain {
  #root = byId("curtain");
  #title = byId("curtain-title");
  #text = byId("curtain-text");
  #progress = byId("progress");
  #tokenForm = byId("token-form");
  #again = byId("again");

  /** @param {{ token: (token: string) => void, again: () => void }} actions */
  constructor(actions) {
    this.#tokenForm.addEventListener("submit", (event) => {
      event.preventDefault();
      actions.token(/** @type {HTMLInputElement} */ (byId("token")).value.trim());
    });
    this.#again.addEventListener("click", actions.again);
  }

  /**
   * @param {LinkStatus} link
   * @param {StateBody | null} state the server's last word, null before the first
   * @param {boolean} hasPicture a frame of this session is on the canvas
   */
  show(link, state, hasPicture) {
    const asksToken = link.phase === "stopped" && link.code === "unauthorized";
    let title = "";
    let text = "";
    let quiet = false;
    /** @type {number | null} */
    let progress = null;
    if (link.phase === "stopped") {
      title = asksToken ? "Token needed" : link.code === "replaced" ? "Open in another window" : "Not connected";
      text = link.sentence;
    } else if (link.phase !== "open" && link.sentence !== "") {
      title = ENDS.get(link.code) ?? "Reconnecting";
      text = ENDS.has(link.code) ? `${link.sentence} This page tries again by itself.` : link.sentence;
      quiet = hasPicture && !ENDS.has(link.code);
    } else if (link.phase !== "open" || state === null) {
      title = "Connecting";
      quiet = hasPicture;
    } else {
      const situation = situationOf(state);
      title = state.state === "loading" ? "Loading the model" : situation.label;
      text = situation.sentence;
      quiet = hasPicture && state.state !== "failed" && state.state !== "loading";
      if (state.state === "loading" && state.progress !== undefined) progress = state.progress;
      if (state.state === "streaming" && !hasPicture) {
        title = state.paused ? "Paused" : "Waiting for the first picture";
        text = "";
      }
      if (state.state === "streaming" && hasPicture) title = "";
    }
    this.#root.hidden = title === "";
    this.#root.classList.toggle("quiet", quiet);
    this.#root.classList.toggle(
      "bad",
      link.phase === "stopped" || link.code === "model_failed" || state?.state === "failed",
    );
    this.#title.textContent = title;
    this.#text.textContent = text;
    this.#tokenForm.hidden = !asksToken;
    this.#again.hidden = link.phase !== "stopped" || asksToken;
    this.#root.classList.toggle(
      "still",
      link.phase === "stopped" ||
        (link.phase === "open" && (state?.state === "failed" || state?.state === "waiting" || state?.paused === true)),
    );
    this.#progress.hidden = progress === null;
    if (progress === null) return;
    const percent = Math.round(Math.min(1, Math.max(0, progress)) * 100);
    this.#progress.setAttribute("aria-valuenow", String(percent));
    this.#progress.style.setProperty("--fill", `${percent}%`);
  }
}

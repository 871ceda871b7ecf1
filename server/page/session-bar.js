/** The buttons that act on the session and on the page: pause, step, restart, seed, role, latency, panel, full screen. */
import { byId } from "./dom.js";

/** @typedef {import("../../shared-schema/messages.ts").StateBody} StateBody */
/**
 * @typedef {object} SessionActions
 * @property {(type: "pause" | "play" | "step" | "restart", body: object) => void} send
 * @property {(role: "driver" | "spectator") => void} role
 * @property {(open: boolean) => void} latency
 * @property {(sentence: string) => void} complain
 */

const LARGEST_SEED = 0xffffffff;

export class SessionBar {
  #actions;
  #pause = /** @type {HTMLButtonElement} */ (byId("pause"));
  #step = /** @type {HTMLButtonElement} */ (byId("step"));
  #seed = /** @type {HTMLInputElement} */ (byId("seed"));
  #restart = byId("restart");
  #latency = byId("latency");
  #panel = byId("panel");
  #paused = false;
  #pauseKey = "";

  /** @param {SessionActions} actions */
  constructor(actions) {
    this.#actions = actions;
    this.#pause.addEventListener("click", () => this.togglePause());
    this.#step.addEventListener("click", () => actions.send("step", { n: 1 }));
    this.#restart.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#restartWith(this.#seed.value.trim());
    });
    byId("dice").addEventListener("click", () =>
      this.#restartWith(String(crypto.getRandomValues(new Uint32Array(1))[0])),
    );
    for (const role of /** @type {const} */ (["driver", "spectator"]))
      byId(`role-${role}`).addEventListener("click", () => actions.role(role));
    this.#latency.addEventListener("click", () => this.toggleLatency());
    this.#panel.addEventListener("click", () => this.#togglePanel());
    byId("full").addEventListener("click", () => void this.toggleFull());
    // A button clicked by mouse must not swallow the model's Space key afterwards.
    document.addEventListener("click", (event) => {
      const button = event.target instanceof Element ? event.target.closest("button") : null;
      if (event.detail > 0) button?.blur();
    });
  }

  /** @param {StateBody | null} state @param {boolean} connected */
  show(state, connected) {
    const drives = connected && state?.role === "driver" && state.state === "streaming";
    this.#paused = state?.paused === true;
    this.#pause.disabled = !drives;
    this.#step.disabled = !drives || !this.#paused;
    for (const element of this.#restart.querySelectorAll("input, button"))
      Object.assign(element, { disabled: !drives });
    const label = this.#paused ? "Play" : "Pause";
    this.#pause.title = `${label}${this.#pauseKey}`;
    this.#pause.setAttribute("aria-label", label);
    this.#pause.querySelector("use")?.setAttribute("href", this.#paused ? "#icon-play" : "#icon-pause");
    this.#pause.classList.toggle("lit", this.#paused);
    const watches = state?.role === "spectator";
    byId("role-driver").setAttribute("aria-pressed", String(!watches));
    byId("role-spectator").setAttribute("aria-pressed", String(watches));
  }

  /** Tells which of the page's own keys work beside the model's. @param {ReadonlySet<string>} keys */
  nameKeys(keys) {
    const suffix = (/** @type {string} */ code, /** @type {string} */ key) => (keys.has(code) ? ` ( ${key} )` : "");
    this.#pauseKey = suffix("KeyP", "P");
    this.#latency.title = `Latency overlay${suffix("Backquote", "`")}`;
    byId("full").title = `Full screen${suffix("KeyF", "F")}`;
  }

  /** @param {number | null} seed of the session, null when there is none */
  showSeed(seed) {
    this.#seed.value = seed === null ? "" : String(seed);
  }

  togglePause() {
    if (!this.#pause.disabled) this.#actions.send(this.#paused ? "play" : "pause", {});
  }

  toggleLatency() {
    const open = this.#latency.getAttribute("aria-pressed") !== "true";
    this.#latency.setAttribute("aria-pressed", String(open));
    this.#actions.latency(open);
  }

  async toggleFull() {
    try {
      if (document.fullscreenElement !== null) await document.exitFullscreen();
      else await byId("stage").requestFullscreen();
    } catch {
      this.#actions.complain("This browser does not allow full screen here.");
    }
  }

  #togglePanel() {
    const open = this.#panel.getAttribute("aria-pressed") !== "true";
    this.#panel.setAttribute("aria-pressed", String(open));
    byId("app").classList.toggle("no-panel", !open);
  }

  /** @param {string} text */
  #restartWith(text) {
    const seed = Number(text);
    if (text === "" || !Number.isInteger(seed) || seed < 0 || seed > LARGEST_SEED) {
      this.#actions.complain(`The seed is a whole number from 0 to ${LARGEST_SEED}; got "${text}".`);
      return;
    }
    this.#seed.value = text;
    this.#seed.blur();
    this.#actions.send("restart", { seed });
  }
}

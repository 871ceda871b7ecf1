/** Short notes over the picture: refused commands, the server's errors, what the model says. */
import { make } from "./dom.js";

const SHOWN_MS = { info: 5000, warn: 9000 };
const MOST = 4;

export class Notices {
  #list;
  /** @type {Map<string, { element: HTMLElement, count: number, timer: number }>} */
  #shown = new Map();

  /** @param {HTMLElement} list a live region */
  constructor(list) {
    this.#list = list;
  }

  /** Shows a sentence for a while; the same one again is counted. @param {keyof typeof SHOWN_MS} tone @param {string} title "" for none @param {string} sentence */
  show(tone, title, sentence) {
    const key = `${title}\n${sentence}`;
    let note = this.#shown.get(key);
    if (note === undefined) {
      const close = make("button", { type: "button", class: "close", "aria-label": "Dismiss" }, "×");
      const element = make(
        "div",
        { class: `notice ${tone}` },
        make("div", {}, title === "" ? null : make("strong", {}, title), make("span", { class: "sentence" }, sentence)),
        make("span", { class: "count" }),
        close,
      );
      note = { element, count: 0, timer: 0 };
      close.addEventListener("click", () => this.#remove(key));
      this.#shown.set(key, note);
      this.#list.append(element);
      if (this.#shown.size > MOST) this.#remove(/** @type {string} */ (this.#shown.keys().next().value));
    }
    note.count += 1;
    const count = note.element.querySelector(".count");
    if (count !== null) count.textContent = note.count > 1 ? `×${note.count}` : "";
    clearTimeout(note.timer);
    note.timer = window.setTimeout(() => this.#remove(key), SHOWN_MS[tone]);
  }

  /** @param {string} key */
  #remove(key) {
    const note = this.#shown.get(key);
    if (note === undefined) return;
    clearTimeout(note.timer);
    note.element.remove();
    this.#shown.delete(key);
  }
}

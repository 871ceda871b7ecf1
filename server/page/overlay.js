/** The latency overlay: where the time goes between an input and the picture that shows it. */
import { make } from "./dom.js";

/** @typedef {import("./latency.js").LatencyLedger} LatencyLedger */
/** @typedef {import("./latency.js").Stage} Stage */

/** @type {readonly [Stage, string, string][]} */
const ROWS = [
  ["input_applied", "input → applied", "from the key or pointer to the start of the step that uses it"],
  ["applied_made", "applied → made", "the model's step"],
  ["made_sent", "made → sent", "pixels ready for the network"],
  ["sent_received", "sent → received", "until the frame lies whole in this page"],
  ["received_shown", "received → shown", "until it is painted"],
  ["input_shown", "input → shown", "the whole way, by this page's clock alone"],
];
const REFRESH_MS = 250;

export class Overlay {
  #root;
  #ledger;
  /** @type {Map<Stage, { p50: HTMLElement, p95: HTMLElement }>} */
  #cells = new Map();
  #facts;
  #note;
  #chart;
  #refreshed = 0;

  /** @param {HTMLElement} root @param {LatencyLedger} ledger */
  constructor(root, ledger) {
    this.#root = root;
    this.#ledger = ledger;
    const body = make("tbody");
    for (const [stage, label, explained] of ROWS) {
      const cell = { p50: make("td", { "data-stage": stage }, "–"), p95: make("td", {}, "–") };
      this.#cells.set(stage, cell);
      body.append(make("tr", { title: explained }, make("th", { scope: "row" }, label), cell.p50, cell.p95));
    }
    const head = make(
      "thead",
      {},
      make(
        "tr",
        {},
        make("th", { scope: "col" }, "Latency, ms"),
        make("th", { scope: "col" }, "p50"),
        make("th", { scope: "col" }, "p95"),
      ),
    );
    this.#facts = make("dl", {});
    this.#chart = make("canvas", { width: 240, height: 36, "aria-hidden": "true" });
    this.#note = make("p", { class: "note" });
    root.append(make("table", {}, head, body), this.#facts, this.#chart, this.#note);
  }

  get isOpen() {
    return !this.#root.hidden;
  }

  /** @param {boolean} open */
  setOpen(open) {
    this.#root.hidden = !open;
    this.#refreshed = 0;
  }

  /** Brings the numbers up to date, a few times a second. @param {number} nowMs @param {{ transport: string, format: string }} way how frames come */
  refresh(nowMs, way) {
    if (!this.isOpen || nowMs - this.#refreshed < REFRESH_MS) return;
    this.#refreshed = nowMs;
    const ledger = this.#ledger;
    for (const [stage, cell] of this.#cells) {
      cell.p50.textContent = ms(ledger.stages[stage].percentile(0.5));
      cell.p95.textContent = ms(ledger.stages[stage].percentile(0.95));
    }
    const { fps } = ledger;
    this.#fact("Shown", fps === null ? "–" : `${fps.toFixed(1)} fps`);
    this.#fact("Replaced", String(ledger.replaced));
    this.#fact("Superseded", String(ledger.superseded));
    this.#fact("Frame", size(ledger.frameBytes));
    this.#fact("By", `${way.transport}, ${way.format}`);
    const best = ledger.clock.best;
    this.#note.textContent =
      best === null
        ? "The server's clock is not known yet."
        : `Server's clock known to ± ${(best.uncertainty / 1000).toFixed(2)} ms. Key and pointer rows fill as you play.`;
    this.#draw();
  }

  /** @param {string} name @param {string} value */
  #fact(name, value) {
    let dd = this.#facts.querySelector(`[data-fact="${name}"]`);
    if (dd === null) {
      dd = make("dd", { "data-fact": name });
      this.#facts.append(make("div", {}, make("dt", {}, name), dd));
    }
    dd.textContent = value;
  }

  /** Times between frames, newest at the right; the line marks their median. */
  #draw() {
    const context = this.#chart.getContext("2d");
    if (context === null) return;
    const { width, height } = this.#chart;
    const intervals = this.#ledger.intervals.list();
    const median = this.#ledger.intervals.percentile(0.5) ?? 0;
    const full = Math.max(median * 2.5, 20_000);
    context.clearRect(0, 0, width, height);
    const bar = width / 120;
    for (const [i, interval] of intervals.entries()) {
      const tall = Math.max(1, Math.min(1, interval / full) * height);
      context.fillStyle = interval > median * 1.75 ? "#ffb38a" : "rgba(124, 226, 200, 0.75)";
      context.fillRect(width - (intervals.length - i) * bar, height - tall, Math.max(1, bar - 0.5), tall);
    }
    const y = Math.round(height - (median / full) * height) + 0.5;
    context.fillStyle = "rgba(255, 255, 255, 0.25)";
    context.fillRect(0, y, width, 1);
  }
}

/** @param {number | null} us */
const ms = (us) => (us === null ? "–" : (us / 1000).toFixed(us < 99_950 ? 1 : 0));

/** @param {number} bytes */
const size = (bytes) =>
  bytes === 0 ? "–" : bytes < 1e6 ? `${Math.round(bytes / 1000)} kB` : `${(bytes / 1e6).toFixed(2)} MB`;

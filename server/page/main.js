/**
 * The page: link → schema, state, frames → picture and panel; keyboard, pointer, gamepad and controls → outbox → link.
 * The only module that knows all the others.
 */
import { defaultBindings } from "./bindings.js";
import { Controls } from "./controls.js";
import { Curtain } from "./curtain.js";
import { Devices, ownsKey } from "./devices.js";
import { byId, make } from "./dom.js";
import { FrameStream } from "./frame-stream.js";
import { showHelp } from "./help.js";
import { LatencyLedger } from "./latency.js";
import { Link } from "./link.js";
import { Notices } from "./notices.js";
import { Outbox } from "./outbox.js";
import { Overlay } from "./overlay.js";
import { Picture } from "./picture.js";
import { PicturePointer } from "./pointer.js";
import { SessionBar } from "./session-bar.js";
import { readTicket } from "./ticket.js";
import { roleSentence, situationOf, titleOf } from "./words.js";

/** @typedef {import("../../shared-schema/document.ts").SchemaDocument} SchemaDocument */
/** @typedef {import("../../shared-schema/messages.ts").FrameHead} FrameHead */
/** @typedef {import("../../shared-schema/messages.ts").ServerMessage} ServerMessage */
/** @typedef {import("../../shared-schema/messages.ts").StateBody} StateBody */
/** @typedef {import("../../shared-schema/messages.ts").Welcome} Welcome */

const SHOWN_EVERY_MS = 100;
const WORDS_KEPT = 6;

const nowUs = () => performance.now() * 1000;
const ticket = readTicket(location, sessionStorage);

/** @type {SchemaDocument | null} */
let schema = null;
/** @type {Welcome | null} */
let welcome = null;
/** @type {StateBody | null} */
let state = null;
/** @type {import("./link.js").LinkStatus} */
let status = { phase: "connecting", code: "", sentence: "", retryMs: 0 };
/** @type {ReturnType<typeof defaultBindings>} */
let bindings = [];
let track = "";
let hasPicture = false;
let format = "rgba8";
let epoch = 0;
let newestSeq = 0;
let lastShownSent = 0;

const ledger = new LatencyLedger();
const canvas = /** @type {HTMLCanvasElement} */ (byId("picture"));
const picture = new Picture(canvas);
const notices = new Notices(byId("notices"));
const overlay = new Overlay(byId("overlay"), ledger);

const link = new Link(ticket.socketUrl, { message: receive, frame: receiveBySocket, status: follow }, sessionStorage);
link.token = ticket.token;
const outbox = new Outbox((type, body) => link.send(type, body), nowUs);
const stream = new FrameStream(
  ticket.framesUrl,
  (frame) => {
    const pixels = new Uint8ClampedArray(frame.buffer, frame.offset, frame.length);
    take(frame.head, pixels, frame.bytes, () => stream.recycle(frame.buffer));
  },
  () => link.send("subscribe", { track, formats: ticket.formats ?? undefined }),
);

const controls = new Controls(byId("controls"), {
  hold: (name, args, inputUs) => outbox.hold(name, args, inputUs),
  add: (name, args, inputUs) => outbox.add(name, args, inputUs),
  trigger: (name, args, inputUs) => {
    if (!outbox.trigger(name, args, inputUs)) notices.show("warn", titleOf(name), "Nothing was sent: no session is running.");
  },
  touch: (command, axes, inputUs) => devices.touch(command, axes, inputUs),
});
const devices = new Devices(outbox, { nudge: (binding, direction, index, inputUs) => drives() && controls.nudge(binding, direction, index, inputUs) });
const pointer = new PicturePointer(canvas, outbox);
const bar = new SessionBar({
  send: (type, body) => link.send(type, body),
  role: changeRole,
  latency: (open) => overlay.setOpen(open),
  complain: (sentence) => notices.show("warn", "", sentence),
});
const curtain = new Curtain({
  token(token) {
    link.token = ticket.keep(token);
    link.connect(ticket.role);
  },
  again: () => link.connect(ticket.role, { resume: false }),
});

/** @param {ServerMessage} message */
function receive(message) {
  switch (message.type) {
    case "welcome":
      return meet(message.body);
    case "state":
      state = message.body;
      return refresh();
    case "reply": {
      const name = outbox.settle(message.body.id);
      if (!message.body.ok) notices.show("warn", name === null ? "" : titleOf(name), message.body.error.message);
      else if (message.body.result !== undefined && message.body.result !== null) hear(`${titleOf(name ?? "reply")} → ${wordsOf(message.body.result)}`);
      return;
    }
    case "message":
      return hear(`${titleOf(message.body.name)}: ${wordsOf(message.body.data)}`);
    case "pong":
      return ledger.clock.add(message.body.t_us, message.body.server_us, nowUs());
    case "error":
      return notices.show("warn", "", message.body.message);
    case "bye":
      return notices.show("warn", "", message.body.reason);
  }
}

/** A session opened, or this client came back to its own. @param {Welcome} body */
function meet(body) {
  const known = schema?.hash === body.schema_hash;
  if (body.schema !== undefined) schema = body.schema;
  if (schema === null) return;
  welcome = body;
  epoch = Math.max(body.resumed ? epoch : 0, body.epoch);
  newestSeq = body.resumed ? newestSeq : 0;
  hasPicture &&= body.resumed;
  ledger.restart(body.resumed ? body.next_command_id - 1 : 0);
  picture.discard();
  if (!known) introduce(schema);
  outbox.welcome(body.next_command_id, body.resumed);
  ledger.restart(body.next_command_id - 1);
  stream.open(body.frames_token);
  bar.showSeed(body.seed);
  for (const name of Object.keys(body.tracks)) if (name !== track) link.send("unsubscribe", { track: name });
  if (ticket.formats !== null) link.send("subscribe", { track, formats: ticket.formats });
  byId("facts").replaceChildren(
    make("span", {}, `${schema.model.id} ${schema.model.version}`),
    make("span", {}, `session ${body.session}`),
  );
  refresh();
}

/** Shows what a model offers. @param {SchemaDocument} document_ */
function introduce(document_) {
  const { model, tracks, commands } = document_;
  const shown = tracks.find((candidate) => candidate.direction === "out");
  track = shown?.name ?? "";
  document.title = `${model.title} · Worldport`;
  byId("title").textContent = model.title;
  byId("description").textContent = model.description;
  canvas.classList.toggle("crisp", shown?.scaling === "crisp");
  document.documentElement.style.setProperty("--shape", String((shown?.width ?? 16) / (shown?.height ?? 9)));
  outbox.reset();
  bindings = defaultBindings(commands);
  devices.bind(bindings);
  pointer.bind(bindings);
  controls.show(commands, bindings);
  const free = (/** @type {string} */ code) => !bindings.some((binding) => binding.keys.some((set) => set.includes(code)));
  ownKeys = new Map(Object.entries(OWN_KEYS).filter(([code]) => free(code)));
  showHelp(byId("help"), bindings, []);
}

/** @param {import("./link.js").LinkStatus} next */
function follow(next) {
  status = next;
  if (next.phase !== "open") {
    stream.close();
    ledger.clock.clear();
    outbox.setOpen(false);
  }
  refresh();
}

const drives = () => status.phase === "open" && state?.role === "driver" && state.state === "streaming";

/** Brings everything that depends on link and state up to date. */
function refresh() {
  const driving = drives();
  if (outbox.isOpen && !driving) letGo();
  outbox.setOpen(driving);
  const situation = state !== null && status.phase === "open" ? situationOf(state) : { tone: "busy", label: status.phase === "stopped" ? "Not connected" : status.phase === "retrying" ? "Reconnecting" : "Connecting", sentence: "" };
  byId("app").dataset["tone"] = status.phase === "stopped" ? "bad" : situation.tone;
  byId("state").textContent = situation.label;
  const waits = state?.role === "queued" && status.phase === "open";
  byId("place").textContent = status.phase === "open" && state !== null && state.state === "streaming" ? roleSentence(state.role, state.queue_position) : "";
  const watching = byId("watching");
  watching.hidden = driving || status.phase !== "open" || state === null || state.role === "driver";
  watching.textContent = waits
    ? `${roleSentence("queued", state?.queue_position)} You look on until it is your turn.`
    : "Somebody else drives. Choose Drive to join the queue.";
  Object.assign(byId("controls"), { disabled: !driving });
  bar.show(state, status.phase === "open");
  curtain.show(status, state, hasPicture);
}

/** Lets go of every held command, as far as the link still carries it. */
function letGo() {
  devices.releaseAll();
  pointer.releaseAll();
  outbox.flush();
}

/** @param {"driver" | "spectator"} role */
function changeRole(role) {
  if (role === ticket.role && status.phase === "open") return;
  letGo();
  ticket.role = role;
  link.leave("The role was changed.");
  state = null;
  link.connect(role, { resume: false });
}

/** @param {FrameHead} head @param {Uint8Array} pixels @param {number} bytes */
function receiveBySocket(head, pixels, bytes) {
  take(head, new Uint8ClampedArray(/** @type {ArrayBuffer} */ (pixels.buffer), pixels.byteOffset, pixels.byteLength), bytes, () => {});
}

/** A frame lies whole in memory: acknowledge it at once, then let it wait for the next animation frame. @param {FrameHead} head @param {Uint8ClampedArray<ArrayBuffer>} pixels @param {number} bytes @param {() => void} release */
function take(head, pixels, bytes, release) {
  const stale = head.track !== track || head.epoch < epoch || (head.epoch === epoch && head.seq <= newestSeq);
  if (head.track === track && head.epoch >= epoch) link.send("seen", { track: head.track, epoch: head.epoch, seq: head.seq });
  if (stale) return release();
  if (head.epoch > epoch) picture.discard();
  epoch = head.epoch;
  newestSeq = head.seq;
  format = head.format;
  ledger.received(head, bytes);
  if (picture.offer({ head, pixels, receivedUs: nowUs(), release })) ledger.superseded += 1;
}

/** @param {import("./picture.js").WaitingFrame} frame @param {number} shownUs */
function painted({ head, receivedUs }, shownUs) {
  const inputUs = ledger.painted(head, receivedUs, shownUs, head.driver === welcome?.client, (id) => outbox.inputOf(id));
  if (!hasPicture) {
    hasPicture = true;
    refresh();
  }
  if (shownUs - lastShownSent < SHOWN_EVERY_MS * 1000) return;
  lastShownSent = shownUs;
  const whole = (/** @type {number} */ us) => Math.max(0, Math.round(us));
  link.send("shown", {
    track: head.track,
    epoch: head.epoch,
    seq: head.seq,
    received_us: whole(receivedUs),
    shown_us: whole(shownUs),
    input_us: inputUs === null ? undefined : whole(inputUs),
  });
}

/** What the model says, newest first. @param {string} sentence */
function hear(sentence) {
  const list = byId("words-list");
  list.prepend(make("li", {}, sentence));
  while (list.childElementCount > WORDS_KEPT) list.lastElementChild?.remove();
  byId("words").hidden = false;
}

/** @param {unknown} value @returns {string} */
function wordsOf(value) {
  if (typeof value === "string") return value;
  if (typeof value !== "object" || value === null || Array.isArray(value)) return JSON.stringify(value);
  const entries = Object.entries(value);
  return entries.length === 1 && typeof entries[0]?.[1] === "string" ? entries[0][1] : entries.map(([key, item]) => `${key} ${typeof item === "string" ? item : JSON.stringify(item)}`).join(", ");
}

/** The page's own keys, as far as the model's bindings leave them free. */
const OWN_KEYS = {
  Backquote: () => bar.toggleLatency(),
  KeyP: () => bar.togglePause(),
  KeyF: () => void bar.toggleFull(),
};
/** @type {Map<string, () => void>} */
let ownKeys = new Map(Object.entries(OWN_KEYS));
addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.repeat || ownsKey(event.target, event.code)) return;
  const action = ownKeys.get(event.code);
  if (action === undefined) return;
  event.preventDefault();
  action();
});

addEventListener("blur", letGo);
addEventListener("pagehide", letGo);
document.addEventListener("visibilitychange", () => {
  if (document.hidden) letGo();
});

/** @param {number} time */
function animate(time) {
  requestAnimationFrame(animate);
  devices.poll(nowUs());
  outbox.flush();
  picture.paint(painted);
  controls.follow((binding) => devices.axes(binding));
  overlay.refresh(time, { transport: stream.isOpen ? "fetch stream" : "WebSocket", format });
}

refresh();
link.connect(ticket.role);
requestAnimationFrame(animate);

/**
 * The page: link → schema, state, frames → picture and panel; keyboard, pointer, gamepad and controls → outbox → link.
 * The only module that knows all the others.
 */
import { Link } from "../../shared-schema/client/link.ts";
import { Outbox } from "../../shared-schema/client/outbox.ts";
import { defaultBindings } from "./bindings.js";
import { CameraSource } from "./camera.js";
import { Controls } from "./controls.js";
import { Curtain } from "./curtain.js";
import { Devices, ownsKey } from "./devices.js";
import { byId, make } from "./dom.js";
import { showHelp } from "./help.js";
import { LatencyLedger } from "./latency.js";
import { hear } from "./model-words.js";
import { Notices } from "./notices.js";
import { Overlay } from "./overlay.js";
import { PicturePointer } from "./pointer.js";
import { Screen } from "./screen.js";
import { SessionBar } from "./session-bar.js";
import { showStatus } from "./status-line.js";
import { readTicket } from "./ticket.js";
import { Transport } from "./transport.js";
import { titleOf } from "./words.js";

/** @typedef {import("../../shared-schema/document.ts").SchemaDocument} SchemaDocument */
/** @typedef {import("../../shared-schema/messages.ts").ServerMessage} ServerMessage */
/** @typedef {import("../../shared-schema/messages.ts").StateBody} StateBody */
/** @typedef {import("../../shared-schema/messages.ts").Welcome} Welcome */

const nowUs = () => performance.now() * 1000;
const ticket = readTicket(location, sessionStorage);

/** @type {SchemaDocument | null} */
let schema = null;
/** @type {StateBody | null} */
let state = null;
/** When the state came, for the countdown of a session on hold. */
let stateMs = 0;
/** @type {import("../../shared-schema/client/link.ts").LinkStatus} */
let status = { phase: "connecting", code: "", sentence: "", retryMs: 0 };

/** @type {CameraSource[]} */
let cameras = [];
/** The present link's, for the in tracks; none by WebSocket. @type {readonly RTCRtpSender[]} */
let senders = [];

const ledger = new LatencyLedger();
const canvas = /** @type {HTMLCanvasElement} */ (byId("picture"));
const notices = new Notices(byId("notices"));
const overlay = new Overlay(byId("overlay"), ledger);
const link = new Link(
  ticket.socketUrl,
  {
    message: receive,
    frame: (head, pixels, bytes) =>
      screen.take(head, new Uint8ClampedArray(pixels.buffer, pixels.byteOffset, pixels.byteLength), bytes, () => {}),
    status: follow,
  },
  sessionStorage,
  { client: { name: "worldport page", version: "1" } },
);
link.token = ticket.token;
const transport = new Transport(location, {
  token: () => link.token,
  inTracks: () => cameras.length,
  picture: (track) => screen.play(track),
  senders: (given) => {
    senders = given;
    attachCameras();
  },
  reconnect,
  complain: (sentence) => notices.show("warn", "", sentence),
});
const outbox = new Outbox((type, body) => link.send(type, body), nowUs);
const screen = new Screen({
  canvas,
  framesUrl: ticket.framesUrl,
  formats: ticket.formats,
  ledger,
  send: (type, body) => link.send(type, body),
  inputOf: (id) => outbox.inputOf(id),
  firstPicture: refresh,
});
const controls = new Controls(byId("controls"), {
  hold: (name, args, inputUs) => outbox.hold(name, args, inputUs),
  add: (name, args, inputUs) => outbox.add(name, args, inputUs),
  trigger: (name, args, inputUs) => {
    if (!outbox.trigger(name, args, inputUs))
      notices.show("warn", titleOf(name), "Nothing was sent: no session is running.");
  },
  touch: (command, axes, inputUs) => devices.touch(command, axes, inputUs),
});
const cameraActions = {
  send: (/** @type {object} */ body, /** @type {Uint8Array} */ pixels) => link.send("frame", body, pixels),
  isReady: () => outbox.isOpen && link.isIdle,
  complain: (/** @type {string} */ sentence) => notices.show("warn", "", sentence),
};
const devices = new Devices(outbox, {
  nudge(binding, direction, index, inputUs) {
    if (drives()) controls.nudge(binding, direction, index, inputUs);
  },
});
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
    reconnect();
  },
  again: () => reconnect({ resume: false }),
});

/** @param {ServerMessage} message */
function receive(message) {
  switch (message.type) {
    case "welcome":
      return meet(message.body);
    case "state":
      state = message.body;
      stateMs = performance.now();
      return refresh();
    case "reply": {
      const name = outbox.settle(message.body.id);
      if (!message.body.ok) notices.show("warn", name === null ? "" : titleOf(name), message.body.error.message);
      else if (message.body.result !== undefined && message.body.result !== null)
        hear(name ?? "reply", message.body.result);
      return;
    }
    case "message":
      return hear(message.body.name, message.body.data);
    case "frame":
      return screen.expect(message.body);
    case "pong":
      return ledger.clock.add(message.body.t_us, message.body.server_us, nowUs());
    case "error":
      return notices.show("warn", "", message.body.message);
    case "bye":
      // The curtain says it while the link is down; the note outlives a quick return.
      return status.phase === "open" ? notices.show("warn", "", message.body.reason) : undefined;
  }
}

/** A session opened, or this client came back to its own. @param {Welcome} welcome */
function meet(welcome) {
  const known = schema?.hash === welcome.schema_hash;
  if (welcome.schema !== undefined) schema = welcome.schema;
  if (schema === null) return;
  if (!known) introduce(schema);
  // Who comes back keeps the role the server remembers, whatever the address asked for.
  ticket.role = welcome.role === "spectator" ? "spectator" : "driver";
  screen.welcome(welcome);
  outbox.welcome(welcome.next_command_id, welcome.resumed);
  ledger.restart(welcome.next_command_id - 1);
  bar.showSeed(welcome.seed);
  const model = make("span", {}, `${schema.model.id} ${schema.model.version}`);
  byId("facts").replaceChildren(
    model,
    make("span", { title: welcome.session }, `session ${welcome.session.slice(0, 8)}`),
  );
  refresh();
}

/** Shows what a model offers. @param {SchemaDocument} document_ */
function introduce({ model, tracks, commands }) {
  const track = tracks.find((candidate) => candidate.direction === "out");
  document.title = `${model.title} · Worldport`;
  byId("title").textContent = model.title;
  byId("description").textContent = model.description;
  canvas.classList.toggle("crisp", track?.scaling === "crisp");
  screen.choose(track?.name ?? "", (track?.width ?? 16) / (track?.height ?? 9));
  outbox.reset();
  const bindings = defaultBindings(commands);
  devices.bind(bindings);
  pointer.bind(bindings);
  for (const camera of cameras) camera.stop();
  cameras = tracks
    .filter((candidate) => candidate.direction === "in")
    .map((candidate) => new CameraSource(candidate, cameraActions));
  attachCameras();
  controls.show(
    commands,
    bindings,
    cameras.map((camera) => camera.element),
  );
  const taken = new Set(bindings.flatMap((binding) => binding.keys.flat()));
  ownKeys = new Map(Object.entries(OWN_KEYS).filter(([code]) => !taken.has(code)));
  bar.nameKeys(new Set(ownKeys.keys()));
  showHelp(byId("help"), bindings);
}

/** @param {import("../../shared-schema/client/link.ts").LinkStatus} next */
function follow(next) {
  status = next;
  if (next.phase !== "open") {
    screen.close();
    ledger.clock.clear();
    state = null;
  }
  refresh();
}

/** Whether this client's commands count right now. */
function drives() {
  return status.phase === "open" && state?.role === "driver" && state.state === "streaming";
}

/** Brings everything that depends on link and state up to date. */
function refresh() {
  const driving = drives();
  if (outbox.isOpen && !driving) letGo();
  outbox.setOpen(driving);
  const left = state?.resume_left_ms;
  const counted =
    state === null || left === undefined
      ? state
      : { ...state, resume_left_ms: Math.max(0, left - performance.now() + stateMs) };
  showStatus(status, counted, driving);
  Object.assign(byId("controls"), { disabled: !driving });
  bar.show(state, status.phase === "open");
  curtain.show(status, counted, screen.hasPicture);
}
setInterval(() => {
  if (state?.resume_left_ms !== undefined) refresh();
}, 1000);

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
  reconnect({ resume: false });
}

/** Opens the link anew, the way that is chosen. @param {{ resume?: boolean }} [how] */
function reconnect(how) {
  link.Socket = transport.Socket;
  link.connect(ticket.role, how);
}

/** Gives each camera its part of the link; by WebSocket, and for those that were not offered, there is none. */
function attachCameras() {
  const given = transport.way === "webrtc" ? senders : [];
  for (const [i, camera] of cameras.entries()) camera.attach(given[i] ?? null);
  if (transport.way === "webrtc" && status.phase === "open" && given.length < cameras.length) reconnect();
}

/** The page's own keys, as far as the model's bindings leave them free. */
const OWN_KEYS = {
  Backquote: () => bar.toggleLatency(),
  KeyP: () => bar.togglePause(),
  KeyF: () => void bar.toggleFull(),
};
/** @type {Map<string, () => void>} */
let ownKeys = new Map();
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
  screen.paint();
  controls.follow((binding) => devices.axes(binding));
  overlay.refresh(time, { transport: screen.transport, format: screen.format });
}

refresh();
reconnect();
requestAnimationFrame(animate);

/** A player in real Chromium: our client over a peer's data channel, and what its video element shows. */
import assert from "node:assert/strict";
import type { TestContext } from "node:test";
import { fileURLToPath } from "node:url";
import { buildSync } from "esbuild";
import type { Browser, Page } from "playwright-core";
import { nextFrame, WAIT_MS } from "../page/browser/chromium.ts";

export interface PlayerOptions {
  readonly role?: "driver" | "spectator";
  readonly tracks?: object;
  readonly token?: string;
  readonly resume?: string;
  /** Called with each offer and answer before it is used; text of a function from string to string. */
  readonly rewriteAnswer?: string;
}

/** A picture as the page shows it, with the head of the frame it was made from. */
export interface ShownPicture {
  readonly seq: number;
  readonly width: number;
  readonly height: number;
  readonly pixels: Uint8Array;
}

export class Player {
  readonly page: Page;

  private constructor(page: Page) {
    this.page = page;
  }

  /** Opens a page of the server that runs nothing of its own, and connects. */
  static async open(t: TestContext, browser: Browser, url: string, options: PlayerOptions = {}): Promise<Player> {
    const player = await Player.blank(t, browser, url);
    await player.page.evaluate(`play(${JSON.stringify(options)}, ${options.rewriteAnswer ?? "null"})`);
    return player;
  }

  /** Opens a page that has the player's script and does nothing yet. */
  static async blank(t: TestContext, browser: Browser, url: string): Promise<Player> {
    const context = await browser.newContext();
    t.after(() => context.close());
    const page = await context.newPage();
    page.setDefaultTimeout(WAIT_MS);
    await page.route("**/page/main.js", (route) =>
      route.fulfill({ contentType: "text/javascript", body: bundled(SCRIPT) }),
    );
    await page.route(`${url}/`, (route) => route.fulfill({ contentType: "text/html", body: DOCUMENT }));
    await page.goto(url);
    const player = new Player(page);
    await player.until("typeof play === 'function'");
    return player;
  }

  /** Sends a command and gives its whole reply. */
  command(name: string, args: object = {}): Promise<{ ok: boolean; applied_seq: number; result?: unknown }> {
    return this.page.evaluate(`command(${JSON.stringify(name)}, ${JSON.stringify(args)})`);
  }

  /** The first picture shown that was made from frame `seq` or a later one. */
  async picture(seq = 1): Promise<ShownPicture> {
    const shown = await this.page.evaluate<{ seq: number; width: number; height: number; pixels: string }>(
      `picture(${seq})`,
    );
    return { ...shown, pixels: Buffer.from(shown.pixels, "base64") };
  }

  /** Waits until the page's expression is true. */
  async until(expression: string): Promise<void> {
    for (const deadline = Date.now() + WAIT_MS; !(await this.page.evaluate(expression)); ) {
      assert.ok(Date.now() < deadline, `Waited ${WAIT_MS} ms for ${expression}.`);
      await nextFrame(this.page);
    }
  }

  value<T>(expression: string): Promise<T> {
    return this.page.evaluate<T>(expression);
  }
}

/** Peak signal-to-noise ratio of part of two pictures of the same size, dB, over red, green and blue. */
export function psnr(
  a: Uint8Array,
  b: Uint8Array,
  width: number,
  area: { left: number; top: number; right: number; bottom: number },
): number {
  let sum = 0;
  for (let y = area.top; y < area.bottom; y++)
    for (let x = area.left; x < area.right; x++)
      for (let c = 0; c < 3; c++) {
        const at = (y * width + x) * 4 + c;
        sum += ((a[at] ?? 0) - (b[at] ?? 0)) ** 2;
      }
  const count = (area.right - area.left) * (area.bottom - area.top) * 3;
  assert.ok(count > 0);
  return sum === 0 ? 99 : 10 * Math.log10((255 * 255 * count) / sum);
}

/** The player's script with the client in it, as the page has it. */
function bundled(contents: string): Buffer {
  const resolveDir = fileURLToPath(new URL(".", import.meta.url));
  const { outputFiles } = buildSync({ stdin: { contents, resolveDir }, bundle: true, format: "esm", write: false });
  return Buffer.from(outputFiles[0]?.contents ?? []);
}

// What runs in the page is text: these files are checked without the DOM's types, as the server is.
const DOCUMENT = '<!doctype html><title>Player</title><script type="module" src="/page/main.js"></script>';
const SCRIPT = `
import { Client } from "../../shared-schema/client/client.ts";
import { peerSockets } from "../../shared-schema/client/peer-socket.ts";

const canvas = document.createElement("canvas");
const context = canvas.getContext("2d", { willReadFrequently: true });
const heads = new Map();
const waiting = new Map();
let wanted = null;

globalThis.messages = [];
globalThis.statuses = [];
globalThis.problems = [];
globalThis.pictures = 0;
globalThis.freeze = 0;
globalThis.freezeMs = 0;
globalThis.video = document.createElement("video");
video.muted = true;
document.body.append(video);

// The callback's own data may be of the picture before the one that is drawn; a video frame names itself.
function show() {
  video.requestVideoFrameCallback(show);
  pictures += 1;
  if (wanted === null) return;
  const frame = new VideoFrame(video);
  const head = heads.get(frame.metadata().rtpTimestamp);
  if (head !== undefined && head.seq >= wanted.seq) {
    const { displayWidth: width, displayHeight: height } = frame;
    canvas.width = width;
    canvas.height = height;
    context.drawImage(frame, 0, 0);
    const { data } = context.getImageData(0, 0, width, height);
    let text = "";
    for (let i = 0; i < data.length; i += 0x8000) text += String.fromCharCode(...data.subarray(i, i + 0x8000));
    wanted.resolve({ seq: head.seq, width, height, pixels: btoa(text) });
    wanted = null;
  }
  frame.close();
}

globalThis.picture = (seq) => new Promise((resolve) => { wanted = { seq, resolve }; });
// Most frames that were sent while none was decoded, from now on: a freeze, however busy this machine is. And the longest
// time, which a busy machine makes longer.
globalThis.watchFreezes = () => {
  let decoded = 0;
  let heard = 0;
  let sinceMs = performance.now();
  setInterval(async () => {
    const [stats] = [...(await peer.getStats()).values()].filter(({ type }) => type === "inbound-rtp");
    if (stats === undefined) return;
    freezeMs = Math.max(freezeMs, performance.now() - sinceMs);
    if (stats.framesDecoded > decoded) [decoded, heard, sinceMs] = [stats.framesDecoded, framesHeard, performance.now()];
    freeze = Math.max(freeze, framesHeard - heard);
  }, 50);
};
globalThis.framesHeard = 0;

globalThis.showTrack = (track) => {
  globalThis.track = track;
  video.srcObject = new MediaStream([track]);
  void video.play();
  video.requestVideoFrameCallback(show);
};

globalThis.play = async ({ role, tracks, token = "", resume }, rewriteAnswer) => {
  class Peer extends RTCPeerConnection {
    constructor() {
      super();
      globalThis.peer = this;
    }
    setRemoteDescription({ type, sdp }) {
      return super.setRemoteDescription({ type, sdp: rewriteAnswer === null ? sdp : rewriteAnswer(sdp) });
    }
  }
  const store = new Map(resume === undefined ? [] : [["worldport.resume", resume]]);
  globalThis.client = new Client(location.origin, {
    role, tracks, token,
    store: {
      getItem: (key) => store.get(key) ?? null,
      setItem: (key, value) => store.set(key, value),
      removeItem: (key) => store.delete(key),
    },
    Socket: peerSockets({
      connect: () => new Peer(),
      token: () => token,
      onTrack: (given) => showTrack(given),
      onProblem: (code, sentence) => problems.push({ code, sentence }),
    }),
    onMessage(message) {
      if (message.type === "frame") {
        heads.set(message.body.rtp_timestamp, message.body);
        framesHeard += 1;
        if (heads.size > 400) heads.delete(heads.keys().next().value);
      } else {
        messages.push(message);
        if (message.type === "reply") waiting.get(message.body.id)?.(message.body);
      }
    },
    onStatus: (status) => statuses.push(status),
  });
  globalThis.frames = heads;
  globalThis.welcome = await client.connect();
  return welcome;
};

globalThis.command = async (name, args) => {
  await client.driving();
  const before = new Set(messages.filter(({ type }) => type === "reply").map(({ body }) => body.id));
  void client.command(name, args).catch(() => undefined);
  for (;;) {
    const reply = messages.find(({ type, body }) => type === "reply" && !before.has(body.id));
    if (reply !== undefined) return reply.body;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
};
`;

/** Headless Chromium as the viewer of the `webrtc` bench: plays one endpoint at a time and tells when pictures were read. */
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { type Browser, chromium, type Page } from "playwright-core";
import { nowUs } from "./bench-client.ts";
import { TICK_US } from "./video-picture.ts";

const FLAGS = [
  "--headless=new",
  "--no-sandbox",
  "--disable-gpu",
  "--disable-background-networking",
  "--disable-sync",
  "--disable-renderer-backgrounding",
  "--disable-backgrounding-occluded-windows",
  "--autoplay-policy=no-user-gesture-required",
];
/** Barcodes count modulo this. */
const TICKS = 2 ** 24;
const CLOCK_PINGS = 60;

/** From the call until each was reached, ms. */
export interface Connecting {
  readonly answeredMs: number;
  readonly connectedMs: number;
  readonly firstMs: number;
}

/** A picture that was shown. */
export interface Shown {
  readonly frame: number;
  /** From ready to read, ms. */
  readonly latencyMs: number;
}

export class WebrtcViewer {
  readonly #server: Server;
  readonly #browser: Browser;
  readonly #page: Page;
  /** What to add to the page's microseconds to get CLOCK_MONOTONIC's. */
  #offsetUs = 0;

  private constructor(server: Server, browser: Browser, page: Page) {
    this.#server = server;
    this.#browser = browser;
    this.#page = page;
  }

  static async start(): Promise<WebrtcViewer> {
    const entry = fileURLToPath(new URL("webrtc-page.js", import.meta.url));
    const bundle = await build({ entryPoints: [entry], bundle: true, write: false });
    const script = bundle.outputFiles[0]?.text ?? "";
    const server = createServer((request, response) => {
      if (request.url === "/now") return response.end(String(nowUs()));
      response.setHeader("Content-Type", request.url === "/page.js" ? "text/javascript" : "text/html");
      return response.end(
        request.url === "/page.js" ? script : '<!doctype html><body><script src="/page.js"></script>',
      );
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const executablePath = process.env["WORLDPORT_CHROMIUM"] ?? "/usr/bin/chromium";
    const browser = await chromium.launch({ executablePath, args: FLAGS });
    const page = await browser.newPage();
    await page.goto(`http://localhost:${(server.address() as AddressInfo).port}/`);
    const viewer = new WebrtcViewer(server, browser, page);
    await viewer.#setClock();
    return viewer;
  }

  /** Connects and waits for the first picture. `codec`: the only one offered; empty: all. */
  play(endpoint: string, codec: string): Promise<Connecting> {
    return this.#page.evaluate<Connecting>(`play(${JSON.stringify(endpoint)}, ${JSON.stringify(codec)})`);
  }

  /** Pictures shown since the last call. */
  async take(): Promise<Shown[]> {
    const pictures = await this.#page.evaluate<[number, number, number][]>("takePictures()");
    return pictures.map(([frame, readyTicks, readMs]) => {
      const readTicks = (readMs * 1000 + this.#offsetUs) / TICK_US;
      const ticks = (((readTicks - readyTicks) % TICKS) + TICKS) % TICKS;
      return { frame, latencyMs: (ticks * TICK_US) / 1000 };
    });
  }

  /** Codec of what is played, as statistics name it. */
  codec(): Promise<string> {
    return this.#page.evaluate<string>(`(async () => {
      const all = [...(await run.pc.getStats()).values()];
      const { codecId } = all.find(({ type }) => type === "inbound-rtp") ?? {};
      return all.find(({ id }) => id === codecId)?.mimeType ?? "";
    })()`);
  }

  async stop(): Promise<void> {
    await this.#page.evaluate("stopPlaying()");
  }

  async close(): Promise<void> {
    await this.#browser.close();
    this.#server.close();
  }

  /** Of many pings the one with the shortest way says best what the other clock showed half way. */
  async #setClock(): Promise<void> {
    this.#offsetUs = await this.#page.evaluate<number>(`(async () => {
      let best = { rtt: Infinity, offset: 0 };
      for (let n = 0; n < ${CLOCK_PINGS}; n++) {
        const sent = performance.now();
        const now = Number(await (await fetch("/now")).text());
        const received = performance.now();
        if (received - sent < best.rtt) best = { rtt: received - sent, offset: now - 500 * (sent + received) };
      }
      return best.offset;
    })()`);
  }
}

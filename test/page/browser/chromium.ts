/** Real Chromium on the page of a real server: starts both, and looks at the picture. */
import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import type { TestContext } from "node:test";
import { fileURLToPath } from "node:url";
import { type Browser, type BrowserContext, type BrowserContextOptions, chromium, type Page } from "playwright-core";

/** Longest wait for anything: far beyond what an idle machine needs, for one that is not. */
export const WAIT_MS = 40_000;
const PROGRAM = fileURLToPath(new URL("../../../server/bin/worldport.mjs", import.meta.url));
const FLAGS = [
  "--headless=new",
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--disable-renderer-backgrounding",
  "--disable-backgrounding-occluded-windows",
  // A camera that is always there and shows a green picture.
  "--use-fake-device-for-media-stream",
  "--use-fake-ui-for-media-stream",
];

/** A software renderer spends most of a core on one animation that never ends. */
const STILL = { reducedMotion: "reduce" } as const;

/** Cells of the test card's 32 × 18 grid. */
export interface Region {
  readonly column: number;
  readonly row: number;
  readonly columns: number;
  readonly rows: number;
}

export interface RunningServer {
  readonly url: string;
  stop(): Promise<void>;
  /** Lets the process stand still, and go on: its connections stay open and nobody answers. */
  freeze(): void;
  thaw(): void;
}

/** Runs `worldport run` with these arguments until the test ends. */
export async function startServer(t: TestContext, ...args: string[]): Promise<RunningServer> {
  const child = spawn(process.execPath, [PROGRAM, "run", ...args, "--log-level", "warn", "--exit-with-stdin"], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  t.after(() => stop(child));
  for await (const line of createInterface({ input: child.stdout })) {
    const url = /^Worldport is ready at (\S+)$/.exec(line)?.[1];
    if (url !== undefined)
      return {
        url,
        stop: () => stop(child),
        freeze: () => void child.kill("SIGSTOP"),
        thaw: () => void child.kill("SIGCONT"),
      };
  }
  return assert.fail("The server ended before it was ready.");
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill("SIGTERM");
  child.kill("SIGCONT");
  await once(child, "exit");
}

/** Starts Chromium; the caller closes it. */
export function startBrowser(): Promise<Browser> {
  const executablePath = process.env["WORLDPORT_CHROMIUM"] ?? "/usr/bin/chromium";
  return chromium.launch({ executablePath, args: FLAGS });
}

/** One tab of its own, with everything it complained about. */
export interface Tab {
  readonly page: Page;
  readonly context: BrowserContext;
  readonly complaints: string[];
  readonly requests: string[];
}

export interface TabOptions {
  /** The page's word for its state that is waited for. Default: `Live`, with a picture. */
  readonly until?: string;
  readonly context?: BrowserContextOptions;
  /** Called before the address is opened. */
  readonly prepare?: (page: Page) => Promise<unknown>;
}

/** Opens a tab on an address and waits until its state is as wished. */
export async function openTab(t: TestContext, browser: Browser, url: string, options: TabOptions = {}): Promise<Tab> {
  const { until = "Live", prepare } = options;
  const context = await browser.newContext({ ...STILL, viewport: { width: 1280, height: 800 }, ...options.context });
  t.after(() => context.close());
  const page = await context.newPage();
  page.setDefaultTimeout(WAIT_MS);
  const complaints: string[] = [];
  const requests: string[] = [];
  page.on("pageerror", (error) => complaints.push(String(error)));
  page.on("console", (message) => {
    if (message.type() === "error") complaints.push(message.text());
  });
  page.on("request", (request) => requests.push(request.url()));
  await prepare?.(page);
  await page.goto(url);
  await page.locator("#state", { hasText: until }).waitFor();
  if (until === "Live") await page.locator("#curtain").waitFor({ state: "hidden" });
  return { page, context, complaints, requests };
}

/** A fingerprint of part of the picture: equal pixels, equal number. */
export function fingerprint(page: Page, region: Region): Promise<number> {
  return page.evaluate<number>(`(${HASH})(${JSON.stringify(region)})`);
}

/** Red, green and blue at a place of the picture, in parts of its width and height. */
export function colorAt(page: Page, x: number, y: number): Promise<number[]> {
  return page.evaluate<number[]>(`(() => {
    const { width, height } = document.querySelector("#picture");
    const pixel = document.querySelector("#picture").getContext("2d").getImageData(${x} * width, ${y} * height, 1, 1);
    return [...pixel.data.subarray(0, 3)];
  })()`);
}

/** Waits until part of the picture is as it was once, or is not. */
export async function waitForPicture(
  page: Page,
  region: Region,
  is: "equal to" | "different from",
  before: number,
): Promise<void> {
  for (const deadline = Date.now() + WAIT_MS; ; ) {
    if (((await fingerprint(page, region)) === before) === (is === "equal to")) return;
    assert.ok(Date.now() < deadline, `The picture did not become ${is} what it was, at ${JSON.stringify(region)}.`);
    await nextFrame(page);
  }
}

/** Waits for the page's next animation frame. */
export async function nextFrame(page: Page): Promise<void> {
  await page.evaluate("new Promise(requestAnimationFrame)");
}

// What runs in the page is text: these files are checked without the DOM's types, as the server is.
const HASH = `({ column, row, columns, rows }) => {
  const canvas = document.querySelector("#picture");
  const x = canvas.width / 32;
  const y = canvas.height / 18;
  const area = [column * x, row * y, columns * x, rows * y].map(Math.round);
  let hash = 2166136261;
  for (const byte of canvas.getContext("2d").getImageData(...area).data) hash = Math.imul(hash ^ byte, 16777619);
  return hash >>> 0;
}`;

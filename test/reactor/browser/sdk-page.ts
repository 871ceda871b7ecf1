/** A page of another origin, as a developer's own server would serve it, with Reactor's SDK from npm bundled into it. */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { TestContext } from "node:test";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import type { Browser, Page } from "playwright-core";

/** Longest wait for anything: far beyond what an idle machine needs, for one that is not. */
const WAIT_MS = 40_000;

/** Serves the page on a port of its own until the test ends. Gives its address. */
export async function servePage(t: TestContext): Promise<string> {
  const bundle = await build({
    entryPoints: [fileURLToPath(new URL("app.js", import.meta.url))],
    bundle: true,
    write: false,
    platform: "browser",
    define: { "process.env.NODE_ENV": '"production"' },
  });
  const script = bundle.outputFiles[0]?.text ?? "";
  const server = createServer((request, response) => {
    const isScript = request.url === "/app.js";
    response.setHeader("Content-Type", isScript ? "text/javascript" : "text/html");
    response.end(isScript ? script : '<!doctype html><body><script src="/app.js"></script>');
  });
  t.after(() => server.close());
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return `http://localhost:${(server.address() as AddressInfo).port}/`;
}

/** A client of the SDK in a tab of its own. */
export class SdkTab {
  readonly #page: Page;
  /** What Chromium complained about. */
  readonly complaints: string[] = [];

  private constructor(page: Page) {
    this.#page = page;
    page.setDefaultTimeout(WAIT_MS);
    page.on("pageerror", (error) => this.complaints.push(String(error)));
    page.on("console", (message) => {
      if (message.type() === "error") this.complaints.push(message.text());
    });
  }

  /** Opens the page and makes a client with these options. */
  static async open(t: TestContext, browser: Browser, address: string, options: object): Promise<SdkTab> {
    const context = await browser.newContext();
    t.after(() => context.close());
    const tab = new SdkTab(await context.newPage());
    await tab.load(address, options);
    return tab;
  }

  /** Loads the page, again where it was loaded before, and makes a client. */
  async load(address: string, options: object): Promise<void> {
    await this.#page.goto(address);
    await this.run(`window.app = makeApp(${JSON.stringify(options)})`);
  }

  /** Runs a statement of the page, where `app` is the client; what it gives is awaited and thrown away. */
  async run(statement: string): Promise<void> {
    await this.#page.evaluate(`(async () => { await (${statement}); })()`);
  }

  async value<T>(expression: string): Promise<T> {
    return this.#page.evaluate<T>(`(async () => ${expression})()`);
  }

  /** Waits until an expression of the page holds. */
  async until(expression: string): Promise<void> {
    await this.#page.waitForFunction(expression, undefined, { polling: 50, timeout: WAIT_MS });
  }
}

/** `page`: raw pictures shown by the page in headless Chromium, as its own overlay counts them. */
import { chromium } from "playwright-core";
import { type Figure, percentile } from "./figures.ts";
import { ServerProcess } from "./server-process.ts";

const FPS = 30;
const CASES = [
  { width: 640, height: 360 },
  { width: 1280, height: 720 },
];
const SETTLE_MS = 4_000;
const READINGS = 12;
const FLAGS = ["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync"];

export async function* page(only: string | undefined): AsyncGenerator<Figure> {
  const browser = await chromium.launch({
    executablePath: process.env["WORLDPORT_CHROMIUM"] ?? "/usr/bin/chromium",
    args: FLAGS,
  });
  try {
    for (const { width, height } of CASES) {
      const name = `${width}x${height}`;
      if (only !== undefined && only !== name) continue;
      yield { bench: "page", case: name, metric: "fps", value: await shownFps(browser, width, height), unit: "fps" };
    }
  } finally {
    await browser.close();
  }
}

async function shownFps(
  browser: Awaited<ReturnType<typeof chromium.launch>>,
  width: number,
  height: number,
): Promise<number> {
  const server = await ServerProcess.worldport("testcard", { width, height, fps: FPS });
  const tab = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  try {
    await tab.goto(server.url);
    await tab.getByText("Live", { exact: true }).waitFor();
    await tab.keyboard.press("Backquote");
    const fact = tab.locator('[data-fact="Shown"]');
    await fact.waitFor();
    await elapsed(SETTLE_MS);
    const readings: number[] = [];
    for (let n = 0; n < READINGS; n++) {
      await elapsed(1_000);
      readings.push(Number.parseFloat((await fact.textContent()) ?? "0"));
    }
    return percentile(readings, 0.5);
  } finally {
    await tab.close();
    await server.stop();
  }
}

const elapsed = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

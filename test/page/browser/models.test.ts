/** The models people see first, played on the page in real Chromium: the pointer and the keys change the picture. */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { Browser, Page } from "playwright-core";
import { nextFrame, openTab, startBrowser, startServer, WAIT_MS } from "./chromium.ts";

let browser: Browser;
before(async () => {
  browser = await startBrowser();
});
after(() => browser.close());

/** Brightness of 32 × 18 places of a part of the picture, 0..255. `x` … are parts of its width and height. */
const LOOK = `(x, y, w, h) => {
  const canvas = document.querySelector("#picture");
  const small = new OffscreenCanvas(32, 18).getContext("2d");
  small.drawImage(canvas, x * canvas.width, y * canvas.height, w * canvas.width, h * canvas.height, 0, 0, 32, 18);
  return [...small.getImageData(0, 0, 32, 18).data].filter((_, i) => i % 4 === 1);
}`;
type Part = readonly [x: number, y: number, width: number, height: number];
const WHOLE: Part = [0, 0, 1, 1];

const look = (page: Page, part: Part = WHOLE): Promise<number[]> =>
  page.evaluate<number[]>(`(${LOOK})(${part.join(",")})`);

const difference = (a: readonly number[], b: readonly number[]): number =>
  a.reduce((sum, value, i) => sum + Math.abs(value - (b[i] ?? 0)), 0) / a.length;

/** Waits until the picture differs from what it was by more than `least`. */
async function waitForChange(page: Page, before: readonly number[], least: number, part?: Part): Promise<void> {
  for (const deadline = Date.now() + WAIT_MS; ; ) {
    const by = difference(await look(page, part), before);
    if (by > least) return;
    assert.ok(Date.now() < deadline, `The picture changed by ${by} only, wanted more than ${least}.`);
    await nextFrame(page);
  }
}

test("in the learned world W walks, an arrow turns, and a biome changes the look", async (t) => {
  const { url } = await startServer(t, "world", "--port", "0", "--seed", "5");
  const { page, complaints } = await openTab(t, browser, url);
  const start = await look(page);
  await page.keyboard.down("w");
  await waitForChange(page, start, 8);
  await page.keyboard.up("w");
  const walked = await look(page);
  await page.keyboard.down("ArrowRight");
  await waitForChange(page, walked, 8);
  await page.keyboard.up("ArrowRight");
  const turned = await look(page);
  await page.getByText("Neon", { exact: true }).click();
  await waitForChange(page, turned, 15);
  assert.deepEqual(complaints, []);
});

test("in reaction the pointer paints where it is pressed", async (t) => {
  const { url } = await startServer(t, "reaction", "--port", "0", "--seed", "5");
  const { page, complaints } = await openTab(t, browser, url);
  await page.keyboard.press("Backspace");
  const corner: Part = [0.7, 0.6, 0.2, 0.2];
  const box = await page.locator("#picture").boundingBox();
  assert.ok(box);
  await page.mouse.move(box.x + box.width * 0.8, box.y + box.height * 0.7);
  const before = await look(page, corner);
  await page.mouse.down();
  await waitForChange(page, before, 5, corner);
  await page.mouse.up();
  assert.deepEqual(complaints, []);
});

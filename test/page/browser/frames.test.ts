/** How frames reach the page in real Chromium: by fetch stream, by WebSocket, and how many. */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { Browser, Page } from "playwright-core";
import { fingerprint, nextFrame, openTab, startBrowser, startServer, WAIT_MS, waitForPicture } from "./chromium.ts";

const FRAME_NUMBER = { column: 0, row: 0, columns: 32, rows: 1 };

let browser: Browser;
before(async () => {
  browser = await startBrowser();
});
after(() => browser.close());

const fps = async (page: Page) => Number.parseFloat((await page.locator('[data-fact="Shown"]').textContent()) ?? "");

test("raw 1280 × 720 pictures are shown at a rate that a browser's WebSocket does not reach", async (t) => {
  const size = ["--set", "testcard.width=1280", "--set", "testcard.height=720"];
  const { url } = await startServer(t, "testcard", "--port", "0", ...size);
  const { page } = await openTab(t, browser, url);
  await page.keyboard.press("Backquote");
  for (const deadline = Date.now() + WAIT_MS; ; ) {
    if ((await fps(page)) >= 25) break;
    assert.ok(Date.now() < deadline, `Only ${await fps(page)} of 30 pictures a second were shown.`);
    await nextFrame(page);
  }
  await page.locator('[data-fact="Frame"]', { hasText: "3.69 MB" }).waitFor();
});

test("without the fetch stream frames come by WebSocket", async (t) => {
  const { url } = await startServer(t, "testcard", "--port", "0");
  const { page } = await openTab(t, browser, url, {
    prepare: (page) => page.route("**/frames", (route) => route.abort()),
  });
  await page.keyboard.press("Backquote");
  await page.locator('[data-fact="By"]', { hasText: "WebSocket, rgba8" }).waitFor();
  const before = await fingerprint(page, FRAME_NUMBER);
  await waitForPicture(page, FRAME_NUMBER, "different from", before);
});

test("a phone gets the same picture across its whole width", async (t) => {
  const { url } = await startServer(t, "testcard", "--port", "0");
  const { page } = await openTab(t, browser, url, {
    context: {
      viewport: { width: 390, height: 844 },
      hasTouch: true,
      isMobile: true,
    },
  });
  const box = await page.locator("#picture").boundingBox();
  assert.deepEqual([box?.x, box?.width], [0, 390]);
  assert.equal(await page.evaluate("document.documentElement.scrollWidth"), 390);
});

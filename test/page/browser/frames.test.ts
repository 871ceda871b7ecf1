/** How frames reach the page in real Chromium: by fetch stream, by WebSocket, and how many. */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { Browser } from "playwright-core";
import { fingerprint, openTab, startBrowser, startServer, waitForPicture } from "./chromium.ts";

const FRAME_NUMBER = { column: 0, row: 0, columns: 32, rows: 1 };

let browser: Browser;
before(async () => {
  browser = await startBrowser();
});
after(() => browser.close());

test("raw 1280 × 720 pictures come by the fetch stream, whole, one after another", async (t) => {
  const size = ["--set", "testcard.width=1280", "--set", "testcard.height=720"];
  const { url } = await startServer(t, "testcard", "--port", "0", ...size);
  const { page } = await openTab(t, browser, url);
  await page.keyboard.press("Backquote");
  await page.locator('[data-fact="By"]', { hasText: "stream, rgba8" }).waitFor();
  await page.locator('[data-fact="Frame"]', { hasText: "3.69 MB" }).waitFor();
  for (let n = 0; n < 3; n++) {
    const before = await fingerprint(page, FRAME_NUMBER);
    await waitForPicture(page, FRAME_NUMBER, "different from", before);
  }
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

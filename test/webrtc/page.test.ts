/** The page by WebRTC: its switch, its overlay, its way back to raw, its camera. */
import assert from "node:assert/strict";
import { mkdirSync } from "node:fs";
import { after, before, test } from "node:test";
import type { Browser, Page } from "playwright-core";
import {
  colorAt,
  fingerprint,
  nextFrame,
  openTab,
  type Region,
  startBrowser,
  startServer,
  WAIT_MS,
  waitForPicture,
} from "../page/browser/chromium.ts";

const STAGE: Region = { column: 16, row: 2, columns: 8, rows: 8 };
const FRAME_NUMBER: Region = { column: 0, row: 0, columns: 32, rows: 1 };
const ARTIFACTS = "test/.artifacts";

let browser: Browser;
before(async () => {
  browser = await startBrowser();
});
after(() => browser.close());

test("by WebRTC keys move what is shown and the overlay knows every stage; the switch goes to raw and back", async (t) => {
  const { url } = await startServer(t, "testcard", "--port", "0");
  const { page, complaints } = await openTab(t, browser, `${url}/?transport=webrtc`);
  await page.keyboard.press("Backquote");
  await page.locator('[data-fact="By"]', { hasText: "WebRTC, vp8" }).waitFor();
  const before = await fingerprint(page, STAGE);
  await page.keyboard.press("d");
  await waitForPicture(page, STAGE, "different from", before);
  for (const stage of ["applied_made", "sent_received", "received_shown", "input_shown"])
    await page.locator(`[data-stage=${stage}]`, { hasText: /^-?\d+(\.\d)?$/ }).waitFor();
  mkdirSync(ARTIFACTS, { recursive: true });
  await page.screenshot({ path: `${ARTIFACTS}/page-webrtc.png` });
  for (const [button, way] of [
    ["#transport-raw", "fetch stream, rgba8"],
    ["#transport-webrtc", "WebRTC, vp8"],
  ] as const) {
    await page.locator(button).click();
    await page.locator('[data-fact="By"]', { hasText: way }).waitFor();
    await page.locator("#place", { hasText: "You are driving." }).waitFor();
    const number = await fingerprint(page, FRAME_NUMBER);
    await waitForPicture(page, FRAME_NUMBER, "different from", number);
  }
  assert.match((await page.locator("#transport-webrtc").getAttribute("title")) ?? "", /You chose it\.$/);
  assert.deepEqual(complaints, []);
});

test("where WebRTC does not get through the page says so and plays raw", async (t) => {
  const { url } = await startServer(t, "testcard", "--port", "0");
  const error = { code: "no_media_port", message: "No UDP port is free for another peer." };
  const { page } = await openTab(t, browser, `${url}/?transport=webrtc`, {
    prepare: (tab) => tab.route("**/whep", (route) => route.fulfill({ status: 503, json: { error } })),
  });
  await page
    .locator(".notice", { hasText: "No UDP port is free for another peer. Pictures come by WebSocket" })
    .waitFor();
  assert.equal(await page.locator("#transport-raw").getAttribute("aria-pressed"), "true");
  const number = await fingerprint(page, FRAME_NUMBER);
  await waitForPicture(page, FRAME_NUMBER, "different from", number);
});

test("where no packet gets through the page says so in seconds and plays raw", async (t) => {
  const { url } = await startServer(t, "testcard", "--port", "0");
  const { page } = await openTab(t, browser, `${url}/?transport=webrtc`, {
    prepare: (tab) =>
      tab.route("**/whep", async (route) => {
        const response = await route.fetch();
        // Port 9 discards what it gets.
        const body = (await response.text()).replace(/^(a=candidate:(?:\S+ ){5})\d+/gm, "$19");
        await route.fulfill({ response, body });
      }),
  });
  await page.locator(".notice", { hasText: "No data channel opened within 6 s" }).waitFor();
  assert.equal(await page.locator("#transport-raw").getAttribute("aria-pressed"), "true");
});

test("a page by WebRTC comes back by WebRTC when the server was started anew", async (t) => {
  const first = await startServer(t, "testcard", "--port", "0");
  const { page } = await openTab(t, browser, `${first.url}/?transport=webrtc`);
  await page.locator("#place", { hasText: "You are driving." }).waitFor();
  await first.stop();
  await page.locator("#state", { hasText: "Reconnecting" }).waitFor();
  await startServer(t, "testcard", "--port", new URL(first.url).port);
  await page.locator("#state", { hasText: "Live" }).waitFor();
  assert.equal(await page.locator("#transport-webrtc").getAttribute("aria-pressed"), "true");
  const number = await fingerprint(page, FRAME_NUMBER);
  await waitForPicture(page, FRAME_NUMBER, "different from", number);
});

test("a session that is opened in another window stays there, also by WebRTC", async (t) => {
  const { url } = await startServer(t, "testcard", "--port", "0");
  const first = await openTab(t, browser, `${url}/?transport=webrtc`);
  const token = await first.page.evaluate("sessionStorage.getItem('worldport.resume')");
  const prepare = (page: Page) =>
    page.addInitScript(`sessionStorage.setItem("worldport.resume", ${JSON.stringify(token)})`);
  const second = await openTab(t, browser, `${url}/?transport=webrtc`, { prepare });
  await first.page.locator("#curtain-title", { hasText: "Open in another window" }).waitFor();
  const number = await fingerprint(second.page, FRAME_NUMBER);
  await waitForPicture(second.page, FRAME_NUMBER, "different from", number);
  await second.page.locator("#place", { hasText: "You are driving." }).waitFor();
  assert.equal(await first.page.locator("#curtain-title").textContent(), "Open in another window");
  assert.equal(await first.page.locator("#transport-webrtc").getAttribute("aria-pressed"), "true");
});

test("the device's camera reaches an in track as video", async (t) => {
  const { url } = await startServer(t, "restyle", "--port", "0");
  const { page } = await openTab(t, browser, `${url}/?transport=webrtc`);
  await page.locator("#command-set_strength").fill("0");
  await page.locator("#track-camera").check();
  for (const deadline = Date.now() + WAIT_MS; ; ) {
    const [red = 0, green = 0, blue = 0] = await colorAt(page, 0.9, 0.9);
    if (green > 100 && red < 80 && blue < 80) return;
    assert.ok(Date.now() < deadline, `The picture is (${red}, ${green}, ${blue}) there, not the camera's green.`);
    await nextFrame(page);
  }
});

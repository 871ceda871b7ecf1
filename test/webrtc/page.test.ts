/** The page by WebRTC: its switch, its overlay, its way back to raw, its camera. */
import assert from "node:assert/strict";
import { mkdirSync } from "node:fs";
import { after, before, test } from "node:test";
import type { Browser } from "playwright-core";
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

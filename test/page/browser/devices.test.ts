/** Fingers, gamepad and the on-screen stick in real Chromium. */
import assert from "node:assert/strict";
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
} from "./chromium.ts";

const MOVE: Region = { column: 0, row: 11, columns: 16, rows: 1 };
const POINT: Region = { column: 0, row: 14, columns: 16, rows: 1 };
const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };

let browser: Browser;
before(async () => {
  browser = await startBrowser();
});
after(() => browser.close());

test("every finger on the picture is told apart, and lifting it is told as well", async (t) => {
  const { url } = await startServer(t, "testcard", "--port", "0");
  const { page, context } = await openTab(t, browser, url, { context: PHONE });
  const rest = await fingerprint(page, POINT);
  const box = await page.locator("#picture").boundingBox();
  assert.ok(box);
  const at = (x: number, y: number, id: number) => ({ x: box.x + box.width * x, y: box.y + box.height * y, id });
  const fingers = await context.newCDPSession(page);
  const touch = (type: "touchStart" | "touchMove" | "touchEnd", touchPoints: object[]) =>
    fingers.send("Input.dispatchTouchEvent", { type, touchPoints: touchPoints as { x: number; y: number }[] });
  await touch("touchStart", [at(0.25, 0.5, 1)]);
  await waitForPicture(page, POINT, "different from", rest);
  const first = await fingerprint(page, POINT);
  await touch("touchStart", [at(0.25, 0.5, 1), at(0.75, 0.5, 2)]);
  await waitForPicture(page, POINT, "different from", first);
  const both = await fingerprint(page, POINT);
  await touch("touchEnd", []);
  await waitForPicture(page, POINT, "different from", both);
  await touch("touchStart", [at(0.25, 0.5, 3)]);
  await waitForPicture(page, POINT, "equal to", first);
  await touch("touchEnd", []);
  await waitForPicture(page, POINT, "equal to", rest);
});

test("the on-screen stick drives, and springs back", async (t) => {
  const { url } = await startServer(t, "testcard", "--port", "0");
  const { page } = await openTab(t, browser, url);
  const rest = await fingerprint(page, MOVE);
  const box = await page.locator("[data-command=move] .stick").boundingBox();
  assert.ok(box);
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width * 0.9, box.y + box.height / 2);
  await waitForPicture(page, MOVE, "different from", rest);
  await page.mouse.up();
  await waitForPicture(page, MOVE, "equal to", rest);
});

test("a standard gamepad's stick drives what the hint names", async (t) => {
  const { url } = await startServer(t, "testcard", "--port", "0");
  const { page } = await openTab(t, browser, url, {
    prepare: (page) =>
      page.addInitScript(`
        window.pad = { mapping: "standard", axes: [0, 0, 0, 0], buttons: [], timestamp: 0 };
        navigator.getGamepads = () => [window.pad];
      `),
  });
  const rest = await fingerprint(page, MOVE);
  await page.evaluate("void (window.pad.axes = [0.1, -0.1, 0, 0])");
  const before = await fingerprint(page, MOVE);
  assert.equal(before, rest);
  await page.evaluate("void (window.pad.axes = [1, -0.5, 0, 0])");
  await waitForPicture(page, MOVE, "different from", rest);
  await page.evaluate("void (window.pad.axes = [0, 0, 0, 0])");
  await waitForPicture(page, MOVE, "equal to", rest);
});

test("the device's camera reaches an in track of the model", async (t) => {
  const { url } = await startServer(t, "restyle", "--port", "0");
  const { page } = await openTab(t, browser, url);
  await page.locator("#command-set_strength").fill("0");
  await page.locator("#track-camera").check();
  for (const deadline = Date.now() + WAIT_MS; ; ) {
    const [red = 0, green = 0, blue = 0] = await colorAt(page, 0.9, 0.9);
    if (green > 100 && red < 60 && blue < 60) return;
    assert.ok(Date.now() < deadline, `The picture is (${red}, ${green}, ${blue}) there, not the camera's green.`);
    await nextFrame(page);
  }
});

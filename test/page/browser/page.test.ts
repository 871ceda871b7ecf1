/** The page in real Chromium, driving the test card on a real server. */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import type { Browser, Page } from "playwright-core";
import { fingerprint, openTab, type Region, startBrowser, startServer, waitForPicture } from "./chromium.ts";

/** Lines of text on the test card that show a command's current value. */
const line = (row: number, column = 0): Region => ({ column, row: 11 + row, columns: 16, rows: 1 });
const MOVE = line(0);
const LOOK = line(2);
const POINT = line(3);
const JUMP = line(4);
const SPEED = line(5);
const TEXT = line(0, 16);
const STAGE: Region = { column: 16, row: 2, columns: 8, rows: 8 };
const SCENERY: Region = { column: 24, row: 2, columns: 8, rows: 8 };
const FRAME_NUMBER: Region = { column: 0, row: 0, columns: 32, rows: 1 };

let browser: Browser;
before(async () => {
  browser = await startBrowser();
});
after(() => browser.close());

const testcard = ["testcard", "--port", "0", "--seed", "7"];

test("a key moves what the model draws, and letting go is told as well", async (t) => {
  const { url } = await startServer(t, ...testcard);
  const { page, complaints, requests } = await openTab(t, browser, url);
  const rest = await fingerprint(page, MOVE);
  const stage = await fingerprint(page, STAGE);
  await page.keyboard.down("d");
  await waitForPicture(page, MOVE, "different from", rest);
  await waitForPicture(page, STAGE, "different from", stage);
  await page.keyboard.up("d");
  await waitForPicture(page, MOVE, "equal to", rest);
  await page.keyboard.down("ArrowUp");
  await waitForPicture(page, MOVE, "different from", rest);
  await page.evaluate("dispatchEvent(new Event('blur'))");
  await waitForPicture(page, MOVE, "equal to", rest);
  assert.deepEqual(complaints, []);
  assert.deepEqual(
    requests.filter((request) => !request.startsWith(url)),
    [],
  );
});

test("the pointer reaches the model in parts of the picture", async (t) => {
  const { url } = await startServer(t, ...testcard);
  const { page } = await openTab(t, browser, url);
  const rest = await fingerprint(page, POINT);
  const box = await page.locator("#picture").boundingBox();
  assert.ok(box);
  await page.mouse.move(box.x + box.width * 0.25, box.y + box.height * 0.75);
  await waitForPicture(page, POINT, "different from", rest);
  const hovering = await fingerprint(page, POINT);
  await page.mouse.down();
  await waitForPicture(page, POINT, "different from", hovering);
  await page.mouse.up();
  await waitForPicture(page, POINT, "equal to", hovering);
  await page.mouse.move(5, 5);
  await waitForPicture(page, POINT, "equal to", rest);
});

test("dragging with the right button sums up motion, and a trigger is applied each time", async (t) => {
  const { url } = await startServer(t, ...testcard);
  const { page } = await openTab(t, browser, url);
  const [look, jump] = [await fingerprint(page, LOOK), await fingerprint(page, JUMP)];
  await page.mouse.move(400, 400);
  await page.mouse.down({ button: "right" });
  await page.mouse.move(600, 450, { steps: 8 });
  await page.mouse.up({ button: "right" });
  await waitForPicture(page, LOOK, "different from", look);
  await page.keyboard.press("Space");
  await waitForPicture(page, JUMP, "different from", jump);
});

test("a slider, its keys and a text drive their commands", async (t) => {
  const { url } = await startServer(t, ...testcard);
  const { page } = await openTab(t, browser, url);
  const speed = await fingerprint(page, SPEED);
  await page.locator("#command-set_speed").fill("20");
  await waitForPicture(page, SPEED, "different from", speed);
  const twenty = await fingerprint(page, SPEED);
  await page.keyboard.press("Equal");
  await waitForPicture(page, SPEED, "different from", twenty);
  await page.locator("[data-command=set_speed] .reset").click();
  await waitForPicture(page, SPEED, "equal to", speed);
  const text = await fingerprint(page, TEXT);
  await page.locator("#command-set_text").fill("wasd");
  await page.keyboard.press("Enter");
  await waitForPicture(page, TEXT, "different from", text);
});

test("a refused command shows the server's sentence", async (t) => {
  const { url } = await startServer(t, ...testcard);
  const { page } = await openTab(t, browser, url);
  await page.locator("#command-fail").fill("The door is locked.");
  await page.keyboard.press("Enter");
  await page.locator(".notice", { hasText: "The door is locked." }).waitFor();
});

test("what the model says and answers is shown", async (t) => {
  const { url } = await startServer(t, ...testcard);
  const { page } = await openTab(t, browser, url);
  await page.locator("#command-say").fill("A word from the model.");
  await page.keyboard.press("Enter");
  await page.locator("#words-list", { hasText: "A word from the model." }).waitFor();
  await page.locator("#command-echo-text").fill("ho");
  await page.locator("[data-command=echo] button.press").click();
  await page.locator("#words-list", { hasText: "text: ho" }).waitFor();
});

test("the overlay shows every stage from the input to the screen", async (t) => {
  const { url } = await startServer(t, ...testcard);
  const { page } = await openTab(t, browser, url);
  await page.keyboard.press("Backquote");
  const jump = await fingerprint(page, JUMP);
  await page.keyboard.press("Space");
  await waitForPicture(page, JUMP, "different from", jump);
  for (const stage of ["input_applied", "applied_made", "made_sent", "sent_received", "received_shown", "input_shown"])
    await page.locator(`[data-stage=${stage}]`, { hasText: /^-?\d+(\.\d)?$/ }).waitFor();
  await page.locator('[data-fact="Shown"]', { hasText: /^\d+\.\d fps$/ }).waitFor();
  await page.locator('[data-fact="By"]', { hasText: "fetch stream, rgba8" }).waitFor();
});

test("a second page waits in the queue, looks on, and drives when the first one only watches", async (t) => {
  const { url } = await startServer(t, ...testcard);
  const first = await openTab(t, browser, url);
  const second = await openTab(t, browser, url);
  await second.page.locator("#watching", { hasText: "You are 1st in the queue." }).waitFor();
  await second.page.locator("#controls:disabled").waitFor();
  await first.page.locator("#role-spectator").click();
  await second.page.locator("#place", { hasText: "You are driving." }).waitFor();
  await first.page.locator("#place", { hasText: "You are watching." }).waitFor();
  const rest = await fingerprint(first.page, MOVE);
  await second.page.keyboard.down("d");
  await waitForPicture(first.page, MOVE, "different from", rest);
});

test("pause holds the picture, a step moves it on, and a restart takes the seed", async (t) => {
  const { url } = await startServer(t, ...testcard);
  const { page } = await openTab(t, browser, url);
  await page.keyboard.press("p");
  await page.locator("#state", { hasText: "Paused" }).waitFor();
  const still = await settled(() => fingerprint(page, FRAME_NUMBER));
  await page.locator("#step").click();
  await waitForPicture(page, FRAME_NUMBER, "different from", still);
  await page.locator("#pause").click();
  await page.locator("#state", { hasText: "Live" }).waitFor();
  const scenery = await fingerprint(page, SCENERY);
  await page.locator("#seed").fill("99");
  await page.keyboard.press("Enter");
  await waitForPicture(page, SCENERY, "different from", scenery);
  assert.equal(await page.locator("#seed").inputValue(), "99");
});

test("the canvas follows a frame size that changes while the session runs", async (t) => {
  const { url } = await startServer(t, ...testcard);
  const { page } = await openTab(t, browser, url);
  await page.locator("#command-set_size-width").fill("320");
  await page.locator("#command-set_size-height").fill("240");
  await page.locator("[data-command=set_size] button.press").click();
  await page.locator('#picture[width="320"][height="240"]').waitFor();
});

test("a server with a token is opened by the token form, and the tab remembers it", async (t) => {
  const { url } = await startServer(t, ...testcard, "--token", "open-sesame");
  const { page } = await openTab(t, browser, url, { until: "Not connected" });
  await page.locator("#token").fill("wrong");
  await page.keyboard.press("Enter");
  await page.locator("#curtain-text", { hasText: "wrong" }).waitFor();
  await page.locator("#token").fill("open-sesame");
  await page.keyboard.press("Enter");
  await page.locator("#state", { hasText: "Live" }).waitFor();
  await page.reload();
  await page.locator("#state", { hasText: "Live" }).waitFor();
});

test("a reload carries on with the same session as the same client", async (t) => {
  const { url } = await startServer(t, ...testcard);
  const { page } = await openTab(t, browser, url);
  const report = async () => {
    const { session, clients } = (await (await fetch(`${url}/session`)).json()) as {
      session: { id: string };
      clients: { id: string }[];
    };
    return [session.id, ...clients.map(({ id }) => id)];
  };
  const earlier = await report();
  await page.reload();
  await page.locator("#place", { hasText: "You are driving." }).waitFor();
  assert.deepEqual(await report(), earlier);
});

test("a spectator who reloads still watches, and may drive when asked to", async (t) => {
  const { url } = await startServer(t, ...testcard);
  await openTab(t, browser, url);
  const { page } = await openTab(t, browser, `${url}/?role=spectator`);
  await page.goto(url);
  await page.locator("#place", { hasText: "You are watching." }).waitFor();
  await page.locator("#role-driver").click();
  await page.locator("#place", { hasText: "You are 1st in the queue." }).waitFor();
});

test("a model that can't be loaded is shown with the server's reason, and no picture is promised", async (t) => {
  const { url } = await startServer(t, fileURLToPath(new URL("broken-model.ts", import.meta.url)), "--port", "0");
  const { page } = await openTab(t, browser, url, { until: "Failed" });
  await page.locator("#curtain-title", { hasText: "The model failed" }).waitFor();
  await page.locator("#curtain-text", { hasText: "The weights are missing. Download them." }).waitFor();
});

test("a session that is opened in another window carries on there, and this page says so", async (t) => {
  const { url } = await startServer(t, ...testcard);
  const first = await openTab(t, browser, url);
  const token = await first.page.evaluate("sessionStorage.getItem('worldport.resume')");
  const prepare = (page: Page) =>
    page.addInitScript(`sessionStorage.setItem("worldport.resume", ${JSON.stringify(token)})`);
  const second = await openTab(t, browser, url, { prepare });
  await first.page.locator("#curtain-title", { hasText: "Open in another window" }).waitFor();
  await second.page.locator("#place", { hasText: "You are driving." }).waitFor();
  await first.page.locator("#again").click();
  await first.page.locator("#watching", { hasText: "You are 1st in the queue." }).waitFor();
});

test("the page comes back by itself when the server was away", async (t) => {
  const server = await startServer(t, ...testcard);
  const { page } = await openTab(t, browser, server.url);
  await server.stop();
  await page.locator("#state", { hasText: "Reconnecting" }).waitFor();
  await startServer(t, "testcard", "--port", new URL(server.url).port);
  await page.locator("#place", { hasText: "You are driving." }).waitFor();
  const rest = await fingerprint(page, MOVE);
  await page.keyboard.down("d");
  await waitForPicture(page, MOVE, "different from", rest);
});

/** What a value is once two readings, two animation frames of the model apart, agree. */
async function settled(read: () => Promise<number>): Promise<number> {
  for (let last = await read(); ; ) {
    await new Promise((resolve) => setTimeout(resolve, 100));
    const next = await read();
    if (next === last) return next;
    last = next;
  }
}

for (const transport of ["raw", "webrtc"])
  test(`the page says within 15 s that a server stands still, and comes back when it goes on (${transport})`, async (t) => {
    const server = await startServer(t, ...testcard);
    const { page } = await openTab(t, browser, `${server.url}/?transport=${transport}`);
    server.freeze();
    const frozen = performance.now();
    await page.locator("#curtain").waitFor({ state: "visible" });
    const after = performance.now() - frozen;
    assert.ok(after < 17_000, `It took ${Math.round(after)} ms, 2 000 of which may be this machine's.`);
    assert.match((await page.locator("#curtain").textContent()) ?? "", /Nothing came from the server|was lost/);
    server.thaw();
    await page.locator("#state", { hasText: "Live" }).waitFor();
    const number = await fingerprint(page, FRAME_NUMBER);
    await waitForPicture(page, FRAME_NUMBER, "different from", number);
  });

/** Reactor's JavaScript SDK 2.9 from npm, unmodified, in Chromium, on a page of another origin. */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { Browser } from "playwright-core";
import { startBrowser } from "../../page/browser/chromium.ts";
import { eventually, serve, type TestServer } from "../../support/test-server.ts";
import { SdkTab, servePage } from "./sdk-page.ts";

const CARD = { settings: { testcard: { width: 320, height: 180, fps: 30 } } };

let browser: Browser;
before(async () => {
  browser = await startBrowser();
});
after(() => browser.close());

test("it connects, shows the track, commands, hears, uploads, reconnects and disconnects", async (t) => {
  const server = await serve(t, "testcard", CARD);
  const tab = await SdkTab.open(t, browser, await servePage(t), {
    modelName: "testcard",
    local: true,
    apiUrl: server.url,
  });
  await tab.run("app.reactor.connect()");
  await tab.until("app.reactor.getStatus() === 'ready'");
  assert.deepEqual(await tab.value("app.statuses"), ["connecting", "waiting", "ready"]);
  assert.deepEqual(await tab.value("app.tracks"), ["main video"]);

  await tab.until("app.barcode()?.frame > 0");
  const frame = await tab.value<number>("app.barcode().frame");
  await tab.until(`app.barcode()?.frame > ${frame}`);
  await tab.run("app.reactor.sendCommand('jump', {})");
  await tab.run("app.reactor.sendCommand('set_text', { text: 'from the SDK' })");
  await tab.until("app.barcode()?.commands === 2");
  await tab.run("app.reactor.sendCommand('echo', { text: 'ab', times: 2 })");
  await tab.run("app.reactor.sendCommand('say', { text: 'hello' })");
  await tab.until("app.messages.length === 2");
  // A message is sent as soon as the model says it, a result when the first frame after it is made.
  assert.deepEqual(await tab.value("app.messages.sort((a, b) => (a.type < b.type ? -1 : 1))"), [
    { type: "echo", data: { text: "abab", length: 4 } },
    { type: "said", data: { text: "hello", count: 1 } },
  ]);

  const upload = "app.reactor.uploadFile(new File([new Uint8Array(1000)], 'a.png', { type: 'image/png' }))";
  await tab.run(`${upload}.then((image) => app.reactor.sendCommand('set_image', { image }))`);
  await tab.until("app.barcode()?.commands === 5");
  await tab.run("app.reactor.sendCommand('set_speed', { speed: 99 })");
  await tab.until("app.runtime.some(({ type, data }) => type === 'commandFailed' && data.code === 'invalid_args')");

  const before = ids(server);
  await tab.run("app.reactor.disconnect(true)");
  await eventually(() => server.stage.report.clients[0]?.connected === false, "the link to be missed");
  await tab.run("app.reactor.reconnect()");
  await tab.until("app.reactor.getStatus() === 'ready'");
  assert.deepEqual(ids(server), before);
  await tab.run("app.reactor.sendCommand('jump', {})");
  await tab.until("app.barcode()?.commands === 6");

  await tab.run("app.reactor.disconnect()");
  assert.equal(await tab.value("app.reactor.getStatus()"), "disconnected");
  await eventually(() => server.logged("session_ended").length === 1, "the session to end");
  assert.equal(server.logged("session_ended")[0]?.["code"], "driver_left");
  assert.deepEqual(server.stage.report.clients, []);
  assert.deepEqual([tab.complaints, await tab.value("app.errors")], [[], []]);
});

test("two of the same browser: the second waits and looks on, and drives once the first has disconnected", async (t) => {
  const server = await serve(t, "testcard", CARD);
  const address = await servePage(t);
  const options = { modelName: "testcard", local: true, apiUrl: server.url };
  const first = await SdkTab.open(t, browser, address, options);
  await first.run("app.reactor.connect()");
  await first.until("app.reactor.getStatus() === 'ready'");
  const second = await SdkTab.open(t, browser, address, options);
  await second.run("app.reactor.connect()");
  await second.until("app.runtime.some(({ type, data }) => type === 'sessionState' && data.role === 'queued')");
  await second.until("app.barcode()?.frame > 0");
  await second.run("app.reactor.sendCommand('jump', {})");
  await second.until("app.runtime.some(({ type, data }) => type === 'commandFailed' && data.code === 'not_driver')");

  // A stop says nothing of who says it: this one is the second's.
  await second.run("app.reactor.disconnect()");
  await eventually(() => server.stage.report.clients.length === 1, "the second to be gone");
  assert.deepEqual(server.logged("session_ended"), []);
  await second.run("app.reactor.connect()");
  await second.until("app.reactor.getStatus() === 'ready'");
  await first.run("app.reactor.disconnect()");
  await second.until("app.runtime.some(({ type, data }) => type === 'sessionState' && data.role === 'driver')");
  await second.run("app.reactor.sendCommand('jump', {})");
  await second.until("app.barcode()?.commands === 1");
});

test("a page that is loaded anew drives on at once, as the same client", async (t) => {
  const server = await serve(t, "testcard", CARD);
  const address = await servePage(t);
  const options = { modelName: "testcard", local: true, apiUrl: server.url };
  const tab = await SdkTab.open(t, browser, address, options);
  await tab.run("app.reactor.connect()");
  await tab.until("app.reactor.getStatus() === 'ready'");
  const before = ids(server);
  await tab.load(address, options);
  await tab.run("app.reactor.connect()");
  await tab.until("app.runtime.some(({ type }) => type === 'sessionState')");
  assert.equal(await tab.value("app.runtime[0].data.role"), "driver");
  assert.deepEqual(ids(server), before);
});

test("with a token the SDK's way to the cloud is the way in; the local one is told what is missing", async (t) => {
  const server = await serve(t, "testcard", { ...CARD, token: "secret" });
  const address = await servePage(t);
  const local = await SdkTab.open(t, browser, address, { modelName: "testcard", local: true, apiUrl: server.url });
  await assert.rejects(local.run("app.reactor.connect()"), /401.*Authorization: Bearer <token>/);
  const tab = await SdkTab.open(t, browser, address, { modelName: "testcard", apiUrl: server.url });
  await tab.run("app.reactor.connect('secret')");
  await tab.until("app.reactor.getStatus() === 'ready'");
  await tab.until("app.barcode()?.frame > 0");
  await tab.run("app.reactor.disconnect()");
  await eventually(() => server.stage.report.clients.length === 0, "the client to be gone");
});

const ids = ({ stage }: TestServer): readonly string[] => stage.report.clients.map(({ id }) => id);

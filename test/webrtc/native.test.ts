/** H.264 by the optional native encoder, in real Chromium. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { isInstalled } from "../../server/media/video/libraries.ts";
import { readBarcode } from "../../server/models/testcard/barcode.ts";
import { areaOf, SCENERY } from "../../server/models/testcard/layout.ts";
import { startBrowser } from "../page/browser/chromium.ts";
import { eventually, serve } from "../support/test-server.ts";
import { Player, psnr } from "./player.ts";

const LEAST_PSNR = 32;
const skip = isInstalled("native") ? false : "node-av is not installed";

test("with node-av Chromium gets H.264 of 1280 × 720, the very frames a raw client gets", { skip }, async (t) => {
  const browser = await startBrowser();
  t.after(() => browser.close());
  const settings = { testcard: { width: 1280, height: 720 } };
  const server = await serve(t, "testcard", { seed: 7, settings });
  const player = await Player.open(t, browser, server.url);
  const raw = await server.join({ role: "spectator" });
  const { seq, width, height, pixels } = await player.picture(40);
  assert.deepEqual([width, height], [1280, 720]);
  assert.deepEqual(await player.value("welcome.tracks.main"), { format: "h264", width: 1280, height: 720, fps: 30 });
  const same = await raw.waitFor("frame", (body) => body.seq >= seq);
  const [code, rawCode] = [pixels, same.payload ?? []].map((one) => readBarcode(one, width, height));
  assert.ok(code && rawCode, "There is no barcode in the picture.");
  assert.equal(rawCode.frame - code.frame, same.body.seq - seq, "The timestamp belongs to another frame.");
  const quality = psnr(pixels, same.payload ?? new Uint8Array(), width, areaOf(SCENERY, width, height));
  assert.ok(quality >= LEAST_PSNR, `The scenery has ${quality.toFixed(1)} dB.`);
  t.diagnostic(`scenery ${quality.toFixed(1)} dB`);
  assert.equal((await player.command("jump")).ok, true);
  await player.page.close();
  await eventually(() => server.stage.report.clients.length <= 2, "the player to be gone");
});

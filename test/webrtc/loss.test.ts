/** Video and commands over a link that loses and delays packets. */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { Browser } from "playwright-core";
import { readBarcode } from "../../server/models/testcard/barcode.ts";
import { startBrowser } from "../page/browser/chromium.ts";
import { serve } from "../support/test-server.ts";
import { LossyRelay } from "./lossy-relay.ts";
import { Player } from "./player.ts";

/** Frames of one second: no longer does the picture stand still. */
const LONGEST_FREEZE = 30;
const FRAMES = 180;
const COMMANDS = 60;

let browser: Browser;
before(async () => {
  browser = await startBrowser();
});
after(() => browser.close());

for (const loss of [0, 0.01, 0.05])
  test(`with ${loss * 100} % of packets lost and 50 ms delay the picture goes on and commands come exactly once`, async (t) => {
    const server = await serve(t, "testcard");
    const player = await Player.blank(t, browser, server.url);
    const relay = await LossyRelay.between(t, player.page, { loss, delayMs: 50 });
    await player.value("play({}, null)");
    const first = await player.picture();
    await player.value("watchFreezes()");
    await player.value(`(async () => {
      await client.driving();
      globalThis.results = [];
      for (let n = 0; n < ${COMMANDS}; n++) {
        void client.command("jump").then(() => results.push(n));
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
    })()`);
    const last = await player.picture(first.seq + FRAMES);
    await player.until(`results.length === ${COMMANDS}`);
    const shown = await player.picture(last.seq + 1);
    assert.equal(readBarcode(shown.pixels, shown.width, shown.height)?.commands, COMMANDS);
    assert.deepEqual(
      await player.value("results"),
      Array.from({ length: COMMANDS }, (_, n) => n),
    );
    const { freeze, freezeMs, framesHeard } = await player.value<Record<"freeze" | "freezeMs" | "framesHeard", number>>(
      "({ freeze, freezeMs, framesHeard })",
    );
    const packets = `${relay.lost} of ${relay.lost + relay.carried} packets lost`;
    const longest = `at most ${freeze} of them, or ${Math.round(freezeMs)} ms, while none was decoded`;
    t.diagnostic(`${packets}; ${framesHeard} frames sent, ${longest}`);
    assert.ok(freeze <= LONGEST_FREEZE, `The picture stood still for ${freeze} frames.`);
    assert.ok(loss === 0 || relay.lost > 0, "Nothing was lost.");
  });

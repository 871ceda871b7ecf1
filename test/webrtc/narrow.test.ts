/** Video over a link that becomes narrow. */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import type { Browser } from "playwright-core";
import { startBrowser } from "../page/browser/chromium.ts";
import { ManualClock } from "../support/manual-clock.ts";
import { serve } from "../support/test-server.ts";
import { LossyRelay } from "./lossy-relay.ts";
import { NarrowLink } from "./narrow-link.ts";
import { Player } from "./player.ts";

const MODEL = fileURLToPath(new URL("../bench/video-model.ts", import.meta.url));
const CAP = 600_000;
/** Frames of two seconds, over which a bitrate is taken. */
const SPAN = 60;
/** Frames of one second: no longer does the picture stand still. */
const LONGEST_FREEZE = 30;
/** Packets sent in vain until the bitrate has followed: two seconds of what the link does not carry, and what is sent again. */
const MOST_DROPPED = 2000;
/** Spans after which the bitrate has followed. */
const MOST_SPANS = 8;

interface Freezes {
  readonly freeze: number;
  readonly freezeMs: number;
}

let browser: Browser;
before(async () => {
  browser = await startBrowser();
});
after(() => browser.close());

test("the narrow link carries its bits a second in order, and drops what would wait too long", () => {
  const clock = new ManualClock();
  const link = new NarrowLink(clock, 1_000_000);
  const arrived: { n: number; atMs: number }[] = [];
  const startUs = clock.nowUs();
  // 1,222 bytes and 28 of headers take 10 ms.
  for (let n = 0; n < 100; n++)
    link.carry(1222, () => arrived.push({ n, atMs: Math.round((clock.nowUs() - startUs) / 1000) }));
  clock.advance(1000);
  assert.deepEqual(
    arrived,
    Array.from({ length: 31 }, (_, n) => ({ n, atMs: (n + 1) * 10 })),
  );
  assert.equal(link.dropped, 69);
  link.cap = null;
  link.carry(1222, () => arrived.push({ n: 100, atMs: 0 }));
  assert.equal(arrived.length, 32);
});

test("when the link to Chromium becomes narrow the bitrate falls below it, without a flood, and the picture goes on", async (t) => {
  const server = await serve(t, MODEL, { settings: { bench: { grain: "10" } } });
  const player = await Player.blank(t, browser, server.url);
  const relay = await LossyRelay.between(t, player.page, { loss: 0, delayMs: 25 });
  await player.value("play({}, null)");
  let { seq } = await player.picture(SPAN);
  /** Waits for a span of frames; gives what the server sent meanwhile, kbit/s. */
  const rate = async (): Promise<number> => {
    const [bytes, startMs] = [relay.down.offeredBytes, performance.now()];
    ({ seq } = await player.picture(seq + SPAN));
    return Math.round(((relay.down.offeredBytes - bytes) * 8) / (performance.now() - startMs));
  };
  const rates = [await rate()];
  assert.ok((rates[0] ?? 0) > (2 * CAP) / 1000, `It was ${rates[0]} kbit/s before.`);
  await player.value("watchFreezes()");
  relay.down.cap = CAP;
  const freezes = (): Promise<Freezes> =>
    player.value("(() => { const were = { freeze, freezeMs }; freeze = freezeMs = 0; return were; })()");
  while (rates.length <= MOST_SPANS && (rates.at(-1) ?? 0) > CAP / 1000) rates.push(await rate());
  const falling = await freezes();
  rates.push(await rate());
  const fallen = await freezes();
  const { dropped } = relay.down;
  const longest = [falling, fallen]
    .map((one) => `${one.freeze} frames, or ${Math.round(one.freezeMs)} ms`)
    .join(", then ");
  t.diagnostic(`${rates.join(", ")} kbit/s, ${dropped} packets dropped; ${longest} while none was decoded`);
  assert.ok((rates.at(-1) ?? 0) <= CAP / 1000, `It is ${rates.join(", ")} kbit/s.`);
  assert.ok(dropped <= MOST_DROPPED, `${dropped} packets were sent in vain.`);
  assert.ok(fallen.freeze <= LONGEST_FREEZE, `The picture stood still for ${fallen.freeze} frames.`);
});

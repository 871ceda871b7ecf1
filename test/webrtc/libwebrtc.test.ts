/** Google's WebRTC in Node as a WHEP player. */
import assert from "node:assert/strict";
import { test } from "node:test";
import type { Barcode } from "../../server/models/testcard/barcode.ts";
import { eventually, serve } from "../support/test-server.ts";
import { play } from "./libwebrtc-player.ts";

const CARD = { settings: { testcard: { width: 320, height: 180, fps: 30 } } };

test("libwebrtc plays the track from a plain offer, and ends by DELETE", async (t) => {
  const server = await serve(t, "testcard", CARD);
  await server.join({ tracks: {} });
  const barcodes: Barcode[] = [];
  const { pc, resource } = await play(t, server.url, (barcode) => barcodes.push(barcode));
  const last = await eventually(() => barcodes[9], "ten pictures");
  assert.ok((barcodes[0]?.frame ?? 0) < last.frame);
  const ended = await fetch(resource, { method: "DELETE" });
  assert.equal(ended.status, 200);
  await eventually(() => server.stage.report.clients.length === 1, "the player to be gone");
  pc.close();
});

test("two players of the same wish see the same pictures", async (t) => {
  const server = await serve(t, "testcard", CARD);
  await server.join({ tracks: {} });
  const seen = [new Set<number>(), new Set<number>()];
  for (const frames of seen) await play(t, server.url, ({ frame }) => frames.add(frame));
  const [first, second] = seen;
  await eventually(() => [...(second ?? [])].filter((frame) => first?.has(frame)).length >= 10, "ten pictures of both");
});

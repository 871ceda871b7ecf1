/** GStreamer's webrtcbin as a WHEP player: negotiation, DTLS, depacketizing and decoding that no one here wrote. */
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { readBarcode } from "../../../server/models/testcard/barcode.ts";
import { TempFolder } from "../../support/temp-folder.ts";
import { eventually, serve } from "../../support/test-server.ts";

/** Debian's own Python: the one its GObject bindings belong to. */
const PYTHON = "/usr/bin/python3";
const PLAYER = fileURLToPath(new URL("receive.py", import.meta.url));

const skip = process.env["WORLDPORT_GSTREAMER"] === undefined;

test("GStreamer plays the track", { skip }, async (t) => {
  const folder = new TempFolder();
  t.after(() => folder.remove());
  const server = await serve(t, "testcard", { settings: { testcard: { width: 320, height: 180, fps: 30 } } });
  // A spectator alone makes no model step.
  await server.join({ tracks: {} });
  const file = folder.write("picture.rgba", "");
  const { stdout } = await promisify(execFile)(PYTHON, [PLAYER, `${server.url}/whep`, "20", file], { timeout: 60_000 });
  const { width, height, codec } = JSON.parse(stdout) as { width: number; height: number; codec: string };
  assert.deepEqual([width, height, codec], [320, 180, "VP8"]);
  const barcode = readBarcode(readFileSync(file), width, height);
  assert.ok(barcode !== null && barcode.frame >= 20, JSON.stringify(barcode));
});

test("GStreamer, which says nothing while it gets nothing, waits until somebody drives", { skip }, async (t) => {
  const folder = new TempFolder();
  t.after(() => folder.remove());
  const settings = { testcard: { width: 320, height: 180, fps: 30 } };
  // Links that say nothing are dropped before the first ping would make them answer.
  const server = await serve(t, "testcard", {
    settings,
    limits: { silence_timeout_ms: 2_000, ping_interval_ms: 5_000 },
  });
  const file = folder.write("picture.rgba", "");
  const playing = promisify(execFile)(PYTHON, [PLAYER, `${server.url}/whep`, "5", file], { timeout: 60_000 });
  const isThere = (): boolean => server.stage.report.clients.some(({ name }) => name.startsWith("WHEP"));
  await eventually(isThere, "GStreamer to be there", 30_000);
  for (const _ of [1, 2]) {
    const silent = await server.join({ role: "spectator", tracks: {} });
    assert.equal(await silent.waitForClose(), 4408);
  }
  assert.ok(isThere(), "GStreamer was dropped.");
  const driver = await server.join({ tracks: {} });
  let isOver = false;
  const end = playing.finally(() => {
    isOver = true;
  });
  while (!isOver) await driver.ask("echo", { text: "on" });
  assert.match((await end).stdout, /"codec": ?"VP8"/);
});

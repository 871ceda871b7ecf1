/** GStreamer's webrtcbin as a WHEP player: negotiation, DTLS, depacketizing and decoding that no one here wrote. */
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { readBarcode } from "../../../server/models/testcard/barcode.ts";
import { TempFolder } from "../../support/temp-folder.ts";
import { serve } from "../../support/test-server.ts";

/** Debian's own Python: the one its GObject bindings belong to. */
const PYTHON = "/usr/bin/python3";
const PLAYER = fileURLToPath(new URL("receive.py", import.meta.url));

test("GStreamer plays the track", { skip: process.env["WORLDPORT_GSTREAMER"] === undefined }, async (t) => {
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

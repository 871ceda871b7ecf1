/** Players of Google's WebRTC that come and go, one after another: the server's process is left as it was. */
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { CommandLine } from "../support/command-line.ts";
import { TestClient } from "../support/test-client.ts";
import { eventually } from "../support/test-server.ts";
import { play } from "./libwebrtc-player.ts";

const PLAYERS = 50;
const MOST_MB = 60;
const LIMITS = { silence_timeout_ms: 8_000, peer_connect_timeout_ms: 4_000, resume_grace_ms: 500 };
const skip = process.platform === "linux" ? false : "it reads the server's descriptors and threads from /proc";

/** What the kernel counts for a process. */
function countsOf(pid: number): { readonly descriptors: number; readonly threads: number; readonly mb: number } {
  const status = readFileSync(`/proc/${pid}/status`, "utf8");
  return {
    descriptors: readdirSync(`/proc/${pid}/fd`).length,
    threads: readdirSync(`/proc/${pid}/task`).length,
    mb: Number(/^VmRSS:\s+(\d+)/m.exec(status)?.[1]) / 1024,
  };
}

test(`${PLAYERS} players that look on, break off or just go leave no descriptor, thread or memory`, {
  skip,
}, async (t) => {
  const limits = Object.entries(LIMITS).flatMap(([name, ms]) => ["--set", `limits.${name}=${ms}`]);
  const line = new CommandLine(["run", "testcard", "--port", "0", "--log-level", "warn", ...limits]);
  t.after(() => line.stop());
  const url = await line.ready();
  const driver = await TestClient.join(url, { tracks: {} });
  /** Who drives and watches nothing must say something from time to time. */
  const stay = async (): Promise<void> => assert.equal((await driver.ask("echo", { text: "on" })).ok, true);
  const clients = async (): Promise<number> =>
    ((await (await fetch(`${url}/session`)).json()) as { clients: unknown[] }).clients.length;
  const alone = async (): Promise<void> => {
    const deadline = Date.now() + 30_000;
    for (; (await clients()) > 1; await stay()) assert.ok(Date.now() < deadline, "Clients stayed that had gone.");
  };

  async function comeAndGo(n: number): Promise<void> {
    let pictures = 0;
    const { pc, resource } = await play(t, url, () => pictures++);
    // Three of five see pictures; the others end while they are being connected.
    if (n % 5 < 3) await eventually(() => pictures > 2, "pictures");
    // Half say that they go.
    if (n % 2 === 0) assert.equal((await fetch(resource, { method: "DELETE" })).status, 200);
    pc.close();
    await stay();
  }

  for (let n = 0; n < 5; n++) await comeAndGo(n);
  await alone();
  const { pid = 0 } = line.child;
  const before = countsOf(pid);
  for (let n = 0; n < PLAYERS; n++) await comeAndGo(n);
  await alone();
  await eventually(() => countsOf(pid).descriptors <= before.descriptors, "descriptors to be closed", 30_000);
  await eventually(() => countsOf(pid).threads <= before.threads, "threads to end", 40_000);
  const grownMb = countsOf(pid).mb - before.mb;
  t.diagnostic(`${before.descriptors} descriptors, ${before.threads} threads, ${grownMb.toFixed(1)} MB more`);
  assert.ok(grownMb < MOST_MB, `The process grew by ${grownMb.toFixed(1)} MB.`);
});

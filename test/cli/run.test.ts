/** `worldport run`: one ready line, clean ends, and one sentence when it can't. */
import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { createServer } from "node:net";
import path from "node:path";
import { test } from "node:test";
import { CommandLine, runToEnd } from "../support/command-line.ts";
import { TempFolder } from "../support/temp-folder.ts";
import { TestClient } from "../support/test-client.ts";

for (const signal of ["SIGINT", "SIGTERM"] as const)
  test(`it prints the ready line and nothing else, and ends with 0 on ${signal} after cleanup`, async (t) => {
    const folder = new TempFolder();
    t.after(() => folder.remove());
    folder.model(
      `  *startSession() { console.log("a word of the author's"); try { for (;;) yield grey; } finally { appendFileSync("end.txt", "finally "); } }
  async cleanup() { await new Promise((resolve) => setTimeout(resolve, 50)); appendFileSync("end.txt", "cleanup"); }`,
      { before: `import { appendFileSync } from "node:fs";` },
    );
    const line = new CommandLine(["run", "model.ts", "--port", "0"], { cwd: folder.path });
    t.after(() => line.stop());
    const url = await line.ready();
    assert.match(url, /^http:\/\/127\.0\.0\.1:\d+$/);
    const ann = await TestClient.join(url);
    await ann.waitFor("frame");
    line.child.kill(signal);
    assert.equal(await ann.waitForClose(), 1001);
    assert.equal(await line.end(), 0);
    assert.equal(line.out, `Worldport is ready at ${url}\n`);
    assert.match(line.err, /a word of the author's/);
    assert.equal(readFileSync(path.join(folder.path, "end.txt"), "utf8"), "finally cleanup");
  });

test("--exit-with-stdin ends it with 0 when standard input closes; without it, it stays", async (t) => {
  const [bound, free] = [["--exit-with-stdin"], []].map(
    (more) => new CommandLine(["run", "testcard", "--port", "0", ...more]),
  );
  t.after(() => free?.stop());
  await Promise.all([bound!.ready(), free!.ready()]);
  for (const line of [bound, free]) line!.child.stdin?.end();
  assert.equal(await bound!.end(), 0);
  assert.equal((await fetch(`${await free!.ready()}/health`)).status > 0, true);
  free!.child.kill("SIGTERM");
  assert.equal(await free!.end(), 0);
});

test("a taken port names the port and the flag", async (t) => {
  const taken = createServer();
  await new Promise<void>((resolve) => taken.listen(0, "127.0.0.1", resolve));
  t.after(() => taken.close());
  const { port } = taken.address() as { port: number };
  const { code, out, lastWord } = await runToEnd(["run", "testcard", "--port", String(port)]);
  assert.equal(code, 1);
  assert.equal(out, "");
  assert.match(lastWord, new RegExp(`Port ${port} on 127\\.0\\.0\\.1 is taken.*--port`));
});

test("an address that is none of this machine's is said", async () => {
  const { code, lastWord } = await runToEnd(["run", "testcard", "--port", "0", "--host", "203.0.113.7"]);
  assert.equal(code, 1);
  assert.match(lastWord, /203\.0\.113\.7 is no address of this machine.*--host/);
});

test("settings and limits given by --set reach the model and the clients", async (t) => {
  const sets = ["testcard.width=96", "testcard.height=54", "limits.resume_grace_ms=1234"].flatMap((one) => [
    "--set",
    one,
  ]);
  const line = new CommandLine(["run", "testcard", "--port", "0", "--seed", "99", ...sets]);
  t.after(() => line.stop());
  const ann = await TestClient.join(await line.ready());
  const { tracks, limits, seed } = (await ann.waitFor("welcome", (body) => body.session !== "")).body;
  assert.deepEqual([tracks.main.width, tracks.main.height, limits.resume_grace_ms, seed], [96, 54, 1234, 99]);
  await ann.close();
});

test("prompts and tokens are in no log", async (t) => {
  const line = new CommandLine(["run", "testcard", "--port", "0", "--token", "open-sesame", "--log-level", "debug"]);
  t.after(() => line.stop());
  const ann = await TestClient.connect(await line.ready());
  ann.send("hello", { protocol: 1, token: "open-sesame" });
  await ann.waitForState("streaming");
  await ann.ask("set_text", { text: "a prompt nobody may read" });
  const { resume, frames_token } = ann.all("welcome").at(-1)!.body;
  line.child.kill("SIGTERM");
  await line.end();
  for (const secret of ["open-sesame", "a prompt nobody", resume, frames_token]) assert.ok(!line.err.includes(secret));
  assert.match(line.err, /session_opened/);
});

test("the model's folder stays as it was", async (t) => {
  const folder = new TempFolder();
  t.after(() => folder.remove());
  folder.model(`  *startSession() { for (;;) yield grey; }`);
  const line = new CommandLine(["run", "model.ts", "--port", "0"], { cwd: folder.path });
  t.after(() => line.stop());
  await line.ready();
  for (const name of ["node_modules", "package.json", "tsconfig.json"])
    assert.equal(existsSync(path.join(folder.path, name)), false);
});

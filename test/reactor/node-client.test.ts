/** Reactor's local API by a client on libwebrtc in Node, in the dialect of its SDK 2.12. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { eventually, serve, serveToy, type TestServer } from "../support/test-server.ts";
import { type Body, NodeClient } from "./node-client.ts";

const CARD = { settings: { testcard: { width: 320, height: 180, fps: 30 } } };

test("a client of connections drives: pictures once resumed, commands in them, results, messages, refusals", async (t) => {
  const server = await serve(t, "testcard", CARD);
  const client = await NodeClient.start(t, server.url);
  await client.connect();
  const state = await client.hears("runtime", "sessionState");
  assert.deepEqual([state.state, state.role], ["streaming", "driver"]);

  client.notify("resume_track", "main");
  client.notify("resume_track", "main");
  await eventually(() => client.barcode, "a picture");
  client.command("set_text", { text: "one" });
  client.command("jump", {});
  await eventually(() => client.barcode?.commands === 2, "both commands in the picture");
  client.command("echo", { text: "ab", times: 2 });
  assert.deepEqual(await client.hears("application", "echo"), { text: "abab", length: 4 });
  client.command("say", { text: "hello" });
  assert.deepEqual(await client.hears("application", "said"), { text: "hello", count: 1 });
  client.command("set_speed", { speed: 99 });
  const failed = await client.hears("runtime", "commandFailed");
  assert.deepEqual([failed.command, failed.code, failed.issues[0].path], ["set_speed", "invalid_args", "speed"]);
  client.runtime("ping");
  client.runtime("requestSchema");
  const schema = await client.hears("runtime", "modelSchema");
  assert.match(schema.openapi, /^3\.1/);
  assert.ok("/events/set_speed" in schema.paths);
  client.runtime("requestCapabilities");
  const { commands } = await client.hears("runtime", "modelCapabilities");
  const speed = commands.find((one: Body) => one.name === "set_speed").schema.speed;
  assert.deepEqual([speed.type, speed.minimum, speed.maximum], ["number", 0, 32]);
  client.runtime("requestClip", { duration_seconds: 4 });
  assert.ok((await client.hears("runtime", "clipFailed")).reason);
});

test("a track flows while it is resumed, and not before", async (t) => {
  const server = await serve(t, "testcard", CARD);
  const client = await NodeClient.start(t, server.url);
  await client.connect();
  await client.hears("runtime", "sessionState");
  client.command("echo", { text: "x" });
  await client.hears("application", "echo");
  assert.equal(client.pictures, 0);
  client.notify("resume_track", "main");
  await eventually(() => client.pictures > 2, "pictures");
  client.notify("pause_track", "main");
  await eventually(() => watched(server).length === 0, "the track to pause");
  client.notify("resume_track", "main");
  await eventually(() => watched(server).length === 1, "the track to go on");
  const seen = client.pictures;
  await eventually(() => client.pictures > seen + 2, "pictures again");
});

test("a file goes into a command's argument as base64; a command waits for its bytes, but not for ever", async (t) => {
  const members = `*startSession() { const frame = blankFrame(64, 36); for (;;) yield frame; }
@command("Takes a file.", { image: z.base64() }, { input: { kind: "image" }, reply: z.object({ text: z.string() }) })
take({ image }) { return { text: Buffer.from(image, "base64").toString() }; }`;
  const server = await serveToy(
    t,
    members,
    { limits: { upload_wait_ms: 300 } },
    { tracks: "main: videoOut({ width: 64, height: 36, fps: 30 })" },
  );
  const client = await NodeClient.start(t, server.url);
  await client.connect();
  const { presigned_id, presigned_url } = await client.reserve("a.txt", 5);
  const reference = { upload_id: presigned_id, name: "a.txt", mime_type: "text/plain", size: 5 };
  client.command("take", {}, { image: reference });
  await fetch(presigned_url, { method: "PUT", body: "bytes" });
  assert.deepEqual(await client.hears("application", "take"), { text: "bytes" });

  const { presigned_id: never } = await client.reserve("b.txt", 5);
  client.command("take", {}, { image: { ...reference, upload_id: never } });
  const failed = await client.hears("runtime", "commandFailed");
  assert.deepEqual([failed.command, failed.code], ["take", "unresolved_upload"]);
});

test("publishing is answered: refused where the model has no such in track", async (t) => {
  const server = await serve(t, "testcard", CARD);
  const client = await NodeClient.start(t, server.url);
  await client.connect();
  client.request("publish_track", "ctrl_1", "camera");
  const answer = await eventually(() => client.heard.find((one) => one.type === "response"), "the response");
  assert.deepEqual(
    [answer.method, answer.request_id, answer.error.code],
    ["publish_track", "ctrl_1", "publish_refused"],
  );
});

test("an offer put again carries the same client on; what is sent twice stays applied once", async (t) => {
  const server = await serve(t, "testcard", CARD);
  const client = await NodeClient.start(t, server.url);
  await client.connect();
  client.command("say", { text: "before" });
  await client.hears("application", "said");
  const before = ids(server);
  client.close();
  await eventually(() => server.stage.report.clients[0]?.connected === false, "the link to be missed");
  client.heard.length = 0;
  await client.connect("PUT");
  client.notify("resume_track", "main");
  client.command("say", { text: "after" });
  assert.deepEqual(await client.hears("application", "said"), { text: "after", count: 2 });
  assert.deepEqual(ids(server), before);
  await eventually(() => client.pictures > 0, "pictures again");
});

test("further clients wait behind the driver and look on; stop ends the session only for the driver's", async (t) => {
  const server = await serve(t, "testcard", CARD);
  const driver = await NodeClient.start(t, server.url);
  await driver.connect();
  await driver.hears("runtime", "sessionState");
  const joining = await (await fetch(`${server.url}/session`)).json();
  const other = await NodeClient.start(t, server.url, joining);
  await other.connect();
  assert.equal((await other.hears("runtime", "sessionState")).role, "queued");
  other.notify("resume_track", "main");
  await eventually(() => other.barcode, "a picture for the one who waits");
  other.command("jump", {});
  assert.equal((await other.hears("runtime", "commandFailed")).code, "not_driver");

  const stop = await fetch(`${server.url}/stop_session`, { method: "POST" });
  assert.equal(stop.status, 200);
  await eventually(() => server.logged("session_ended")[0]?.["code"] === "driver_left", "the driver's session to end");
  await eventually(
    () => other.heard.findLast((one) => one.data?.type === "sessionState")?.data.data.role === "driver",
    "the other's turn",
  );
});

test("garbage on the channels is told, costs nobody anything, and the client goes on", async (t) => {
  const server = await serve(t, "testcard", CARD);
  const client = await NodeClient.start(t, server.url);
  await client.connect();
  const deep = `{"scope":"application","data":{"type":"jump","data":${"[".repeat(5000)}${"]".repeat(5000)}}}`;
  const wrong = ["", "{", "null", "[]", '{"scope":"other"}', '{"scope":"application","data":{"type":7}}', deep];
  for (const text of wrong) client.say(text);
  client.say(new Uint8Array([1, 2, 3]));
  client.say({ scope: "runtime", data: { type: "nobodyKnows" } });
  client.say({ scope: "application", data: { type: "x".repeat(65) } });
  client.say('{"scope":"application","data":{"type":"jump","data":{"__proto__":{"x":1}}}}');
  client.notify("resume_track", "nothing");
  client.command("echo", { text: "still there" });
  await client.hears("application", "echo");
  const errors = client.heard.filter((one) => one.data?.type === "error");
  assert.equal(errors.length, wrong.length + 2);
  assert.ok(errors.every((one) => one.data.data.code === "bad_message"));
});

const ids = ({ stage }: TestServer): readonly string[] => stage.report.clients.map(({ id }) => id);
const watched = ({ stage }: TestServer): readonly string[] =>
  stage.report.clients.flatMap(({ tracks }) => Object.keys(tracks));

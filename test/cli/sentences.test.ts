/** A command that can't run ends with a code other than 0 and the one sentence a person needs, as its last line. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { ConfigError, readConfig } from "../../server/config.ts";
import { runToEnd } from "../support/command-line.ts";

for (const [args, sentence] of [
  [["--port", "65536"], /--port is "65536"; accepted is a whole number from 0 to 65535/],
  [["--port", "-1"], /--port|-1/],
  [["--port", "80.5"], /--port is "80\.5"/],
  [["--port", "1e3"], /--port is "1e3"/],
  [["--port", ""], /--port is ""/],
  [["--seed", "4294967296"], /--seed is "4294967296"; accepted is a whole number from 0 to 4294967295/],
  [["--log-level", "loud"], /--log-level is "loud"; accepted is one of silent, error, warn, info, debug/],
  [["--colour"], /--colour.*worldport --help/],
  [["--port"], /--port/],
  [["a.ts", "b.ts"], /takes one model; got "a\.ts", "b\.ts"/],
  [["--set", "speed=4"], /--set is "speed=4"; accepted is <model>\.<key>=<value>/],
  [["--set", "limits.speed=4"], /--set limits\.speed: there is no such limit. There are: max_message_bytes/],
  [["--set", "limits.max_queue=many"], /--set limits\.max_queue is "many"; accepted is a whole number/],
  [["--set", "limits.max_queue=-1"], /--set limits\.max_queue is "-1"/],
  [["--set", "limits.max_queue="], /--set limits\.max_queue is ""/],
  [["--set", "limits.max_queue=0"], /limits\.max_queue is "0"; accepted is a whole number from 1 to 9007199254740991/],
  [["--set", "limits.silence_timeout_ms=0"], /limits\.silence_timeout_ms is "0"; accepted is a whole number from 1 to/],
  [["--set", "limits.max_pause_ms=2147483648"], /max_pause_ms is "2147483648"; accepted is .* from 1 to 2147483647/],
  [["--set", "limits.toString=4"], /no such limit/],
  [["--webrtc-ports", "50000"], /--webrtc-ports is "50000"; accepted is <first>-<last>, two ports/],
  [["--webrtc-ports", "50100-50000"], /--webrtc-ports is "50100-50000"/],
  [["--webrtc-ports", "1-65536"], /--webrtc-ports is "1-65536"/],
  [["--ice-server", "https://a.example"], /--ice-server "https:\/\/a\.example" can't be used; accepted is stun:<host>/],
  [["--ice-server", "turn:a.example"], /--ice-server "turn:a\.example"/],
  [["--ice-server", "turns:a.example?transport=udp;name;word"], /--ice-server "turns:a\.example\?transport=udp"/],
  [["--ice-server", "stun:a.example;name;word"], /--ice-server "stun:a\.example"/],
] as const)
  test(`run ${args.join(" ")}`, () => {
    assert.throws(
      () => readConfig(args, {}),
      (error) => error instanceof ConfigError && sentence.test(error.message),
    );
  });

test("a variable that can't be used is named as the variable", () => {
  assert.throws(() => readConfig([], { WORLDPORT_PORT: "x" }), /WORLDPORT_PORT is "x"/);
  assert.equal(readConfig([], { WORLDPORT_PORT: "81" }).port, 81);
  assert.equal(readConfig(["--port", "82"], { WORLDPORT_PORT: "81" }).port, 82, "the flag wins");
});

test("a password is not repeated", () => {
  const args = ["--ice-server", "turn://a.example;name;hush"];
  assert.throws(
    () => readConfig(args, {}),
    (error: Error) => !error.message.includes("hush"),
  );
});

test("ports and ICE servers become configuration", () => {
  const flags = ["--webrtc-ports", "50000-50100", "--ice-server", "stun:a.example:3478"];
  const { webrtcPorts, iceServers } = readConfig(flags, {
    WORLDPORT_ICE_SERVER: "turn:b.example?transport=tcp;name;word",
  });
  assert.deepEqual(webrtcPorts, [50_000, 50_100]);
  assert.deepEqual(iceServers, [
    { urls: "stun:a.example:3478" },
    { urls: "turn:b.example?transport=tcp", username: "name", credential: "word" },
  ]);
});

test("flags become configuration", () => {
  const config = readConfig(
    [
      "m.ts",
      "--host",
      "::1",
      "--seed",
      "0",
      "--allow-origin",
      "https://a.example",
      "--allow-origin",
      "https://b.example",
      "--set",
      "m.on=true",
      "--set",
      "m.n=0.5",
      "--set",
      "m.t=a=b",
      "--exit-with-stdin",
    ],
    { WORLDPORT_TOKEN: "t" },
  );
  assert.deepEqual(
    [config.model, config.host, config.seed, config.allowOrigins, config.settings, config.exitWithStdin, config.token],
    ["m.ts", "::1", 0, ["https://a.example", "https://b.example"], { m: { on: true, n: 0.5, t: "a=b" } }, true, "t"],
  );
});

for (const [what, args, sentence] of [
  ["a file that is not there", ["run", "nowhere.ts"], /There is no model "nowhere\.ts".*testcard, tunnel/],
  ["a setting the model has not", ["run", "testcard", "--set", "testcard.size=4"], /no setting "size".*width, height/],
  [
    "a setting out of range",
    ["run", "testcard", "--set", "testcard.width=1"],
    /--set testcard\.width: expected at least 64; got 1/,
  ],
  [
    "a setting of another model",
    ["run", "testcard", "--set", "tunnel.x=1"],
    /--set tunnel\.x: this model is "testcard"/,
  ],
  ["a command that is none", ["play"], /There is no command "play"\. There are: run, schema, codegen/],
  ["schema without a model", ["schema"], /worldport schema takes one model/],
] as const)
  test(`${what} ends with its sentence`, async () => {
    const { code, out, lastWord } = await runToEnd([...args, ...(args[0] === "run" ? ["--port", "0"] : [])]);
    assert.equal(code, 1);
    assert.equal(out, "");
    assert.match(lastWord, sentence);
  });

test("--help says what there is and ends with 0", async () => {
  const { code, out } = await runToEnd(["--help"]);
  assert.equal(code, 0);
  for (const word of ["worldport run", "worldport schema", "worldport codegen", "--port", "--exit-with-stdin", "--set"])
    assert.ok(out.includes(word), word);
});

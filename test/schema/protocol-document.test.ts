/** PROTOCOL.md says what the code does: its tables are compared in both directions, its examples are executed. */
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { readConfig } from "../../server/config.ts";
import { makeJournal } from "../../server/log.ts";
import { startServer } from "../../server/server.ts";
import { BINDING_ACTIONS, BINDING_DEVICES } from "../../shared-schema/bindings.ts";
import { INPUT_KINDS } from "../../shared-schema/document.ts";
import { ERRORS } from "../../shared-schema/errors.ts";
import { CLIENT_LIMITS, LIMITS } from "../../shared-schema/limits.ts";
import { STATES } from "../../shared-schema/messages.ts";

const text = readFileSync(new URL("../../shared-schema/PROTOCOL.md", import.meta.url), "utf8");
const limitsSource = readFileSync(new URL("../../shared-schema/limits.ts", import.meta.url), "utf8");

/** Cells of the rows under a heading whose first cell is one name in backticks. */
function rowsUnder(heading: string): string[][] {
  const section = text.split(/^## /m).find((part) => part.startsWith(heading)) ?? "";
  return section
    .split("\n")
    .filter((line) => /^\| `\w+` \|/.test(line))
    .map((line) =>
      line
        .slice(2, -2)
        .split(" | ")
        .map((cell) => cell.trim()),
    );
}

test("the error table and the code list the same errors, word for word", () => {
  const documented = rowsUnder("12 Errors");
  const known = Object.entries(ERRORS).map(([code, { close, status, meaning, remedy }]) => [
    `\`${code}\``,
    String(close ?? ""),
    String(status ?? ""),
    meaning,
    remedy,
  ]);
  assert.deepEqual(documented, known);
});

test("no two errors end a link with the same close code, and the codes are in the private range or the standard's own", () => {
  const closes = Object.values(ERRORS).flatMap(({ close }): number[] => (close === null ? [] : [close]));
  assert.equal(new Set(closes).size, closes.length);
  for (const close of closes)
    assert.ok((close >= 4400 && close < 4500) || [1000, 1001, 1009].includes(close), String(close));
});

test("the limits table and the code list the same limits, defaults and codes", () => {
  const documented = rowsUnder("11 Limits");
  assert.deepEqual(
    documented.map(([name, preset, told]) => [name, preset, told]),
    Object.entries(LIMITS).map(([name, preset]) => [
      `\`${name}\``,
      String(preset),
      (CLIENT_LIMITS as readonly string[]).includes(name) ? "●" : "",
    ]),
  );
  for (const [name, , , , code] of documented) {
    if (code === undefined || code === "") continue;
    assert.ok(Object.hasOwn(ERRORS, code.slice(1, -1)), `${name}: ${code}`);
    const comment = limitsSource
      .split(`readonly ${name?.slice(1, -1)}:`)[0]
      ?.split("readonly")
      .at(-1);
    assert.ok(comment?.includes(code), `${name}: limits.ts does not say ${code}`);
  }
});

test("every message type has its place in the document, and every place is a message type", () => {
  const placesIn = (number: number): string[] => {
    const section = text.split(/^## /m).find((part) => part.startsWith(`${number} `)) ?? "";
    return [...section.matchAll(/^### (.*)$/gm)]
      .flatMap(([, title]) => (title ?? "").replace("with payload", "").split(/, ?/))
      .map((one) => one.trim())
      .filter((one) => one !== "")
      .sort();
  };
  assert.deepEqual(placesIn(4), [
    "bye",
    "command",
    "frame",
    "hello",
    "pause",
    "ping",
    "play",
    "restart",
    "seen",
    "shown",
    "step",
    "subscribe",
    "unsubscribe",
  ]);
  assert.deepEqual(placesIn(5), ["bye", "error", "frame", "message", "pong", "reply", "state", "welcome"]);
});

test("every field that a vector uses is in the document", () => {
  for (const [file, number] of [
    ["client", 4],
    ["server", 5],
  ] as const) {
    const section = text.split(/^## /m).find((part) => part.startsWith(`${number} `)) ?? "";
    const path = new URL(`../../shared-schema/vectors/${file}-messages.json`, import.meta.url);
    const { vectors } = JSON.parse(readFileSync(path, "utf8")) as {
      vectors: { type: string; name: string; body: object }[];
    };
    for (const { type, name, body } of vectors)
      for (const field of Object.keys(body))
        if (!name.includes("nobody knows")) assert.match(section, new RegExp(`\`${field}\\??\``), `${type}.${field}`);
  }
});

test("every state and every input kind is explained", () => {
  assert.deepEqual(
    rowsUnder("6 Sessions").map(([name]) => name),
    STATES.map((state) => `\`${state}\``),
  );
  assert.deepEqual(
    rowsUnder("7 Commands").map(([name]) => name),
    INPUT_KINDS.map((kind) => `\`${kind}\``),
  );
});

test("every device and action of bindings is explained", () => {
  assert.deepEqual(
    rowsUnder("17 Default bindings").map(([name]) => name),
    [...BINDING_DEVICES, ...BINDING_ACTIONS].map((name) => `\`${name}\``),
  );
});

test("every link inside the document leads somewhere", () => {
  const anchors = [...text.matchAll(/^## (.*)$/gm)].map(
    ([, title]) => `#${(title ?? "").toLowerCase().replaceAll(",", "").replaceAll(" ", "-")}`,
  );
  for (const [, anchor] of text.matchAll(/\]\((#[^)]*)\)/g)) assert.ok(anchors.includes(anchor ?? ""), anchor);
});

/** Writes an example where its imports resolve, runs it, and gives what it printed. */
async function runExample(name: string, ...args: string[]): Promise<string> {
  const source = new RegExp(`<!-- example: ${name} -->\n\`\`\`js\n(.*?)\n\`\`\``, "s").exec(text)?.[1];
  assert.ok(source, `There is no example ${name}.`);
  const folder = new URL("../.artifacts/", import.meta.url);
  mkdirSync(folder, { recursive: true });
  const file = fileURLToPath(new URL(`protocol-${name}.mjs`, folder));
  writeFileSync(file, source);
  const { stdout } = await promisify(execFile)(process.execPath, [file, ...args], { timeout: 30_000 });
  return stdout;
}

test("the example in bytes holds", async () => {
  assert.equal(await runExample("bytes"), "");
});

test("the whole client plays the test card until a frame shows its command", async () => {
  const server = await startServer(readConfig(["testcard", "--port", "0"], {}), makeJournal("error"));
  try {
    const printed = await runExample("client", `${server.url.replace("http", "ws")}/ws`);
    assert.equal(
      printed,
      [
        "welcome as driver of testcard",
        "applied",
        "shown after a few frames of 921600 bytes",
        "closed with 1000: Good bye.",
        "",
      ].join("\n"),
    );
  } finally {
    await server.close();
  }
});

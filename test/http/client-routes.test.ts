/** Typed clients and schema differences over HTTP, asked over a real socket. */
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { after, before, test } from "node:test";
import { readConfig } from "../../server/config.ts";
import { generate, LANGUAGES } from "../../server/schema/codegen/generate.ts";
import { schemaDiff } from "../../server/schema/diff.ts";
import { type RunningServer, startServer } from "../../server/server.ts";
import type { SchemaDocument } from "../../shared-schema/document.ts";
import { eventually } from "../support/test-server.ts";

const folder = new URL("../../shared-schema/documents/", import.meta.url);
const saved = readdirSync(folder)
  .filter((name) => name.endsWith(".worldport"))
  .map((name) => JSON.parse(readFileSync(new URL(name, folder), "utf8")) as SchemaDocument);
const card = saved.find(({ model }) => model.id === "testcard") ?? assert.fail("There is a test card");
const TOKEN = "a-token-of-this-test";
const authorization = { Authorization: `Bearer ${TOKEN}` };
let server: RunningServer;

before(async () => {
  server = await startServer(readConfig(["testcard", "--port", "0", "--token", TOKEN], {}), () => {});
  await eventually(() => server.stage.state === "ready", "the model to load");
});
after(() => server.close());

const ask = (language: string, init: RequestInit = {}): Promise<Response> =>
  fetch(`${server.url}/client/${language}`, { ...init, headers: { ...authorization, ...init.headers } });
const post = (language: string, body: unknown, headers: Record<string, string> = {}): Promise<Response> =>
  ask(language, {
    method: "POST",
    headers: { "Content-Type": "application/json", ...headers },
    body: JSON.stringify(body),
  });

test("GET gives the client of the model that plays, in every language, as codegen writes it", async () => {
  const names = { csharp: "TestcardModel.cs", gdscript: "testcard_model.gd", typescript: "testcard.ts" };
  for (const language of LANGUAGES) {
    const response = await ask(language);
    assert.equal(response.status, 200);
    assert.equal(response.headers.get("content-disposition"), `attachment; filename="${names[language]}"`);
    assert.equal(await response.text(), generate(language, card), language);
  }
});

test("POST gives the client of a saved document, whatever plays", async () => {
  for (const document of saved)
    for (const language of LANGUAGES)
      assert.equal(await (await post(language, document)).text(), generate(language, document), document.model.id);
});

test("POST /schema/diff says what changed since a document was saved, in the words of the command line", async () => {
  const ask = (body: unknown, headers: Record<string, string> = authorization): Promise<Response> =>
    fetch(`${server.url}/schema/diff`, {
      method: "POST",
      headers: { "Content-Type": "application/json", ...headers },
      body: JSON.stringify(body),
    });
  assert.deepEqual(await (await ask(card)).json(), { breaking: [], additive: [], texts: [] });
  for (const document of saved)
    assert.deepEqual(await (await ask(document)).json(), { ...schemaDiff(document, card) }, document.model.id);
  assert.equal((await ask({ worldport: 1 })).status, 400);
  assert.equal((await ask({ ...card, tracks: [null] })).status, 400);
  assert.equal((await ask(card, {})).status, 401);
});

test("POST /schema/diff compares two saved documents, whatever plays", async () => {
  const ask = (body: unknown, headers: Record<string, string> = authorization): Promise<Response> =>
    fetch(`${server.url}/schema/diff`, {
      method: "POST",
      headers: { "Content-Type": "application/json", ...headers },
      body: JSON.stringify(body),
    });
  const others = saved.filter(({ model }) => model.id !== "testcard");
  for (const before of others)
    for (const after of others)
      assert.deepEqual(await (await ask({ before, after })).json(), { ...schemaDiff(before, after) });
  const old = await ask({ before: {}, after: card });
  assert.equal(old.status, 400);
  assert.match(await old.text(), /`before` is no schema document: it lacks .*worldport schema <model>/);
  const now = await ask({ before: card, after: { ...card, commands: 1 } });
  assert.equal(now.status, 400);
  assert.match(await now.text(), /`after` is no schema document: commands is no list/);
  assert.equal((await ask({ before: card, after: card }, {})).status, 401);
  assert.equal((await ask({ before: card, after: card, more: "x".repeat(1024 * 1024) })).status, 413);
});

test("a language that there is not is told with those that there are", async () => {
  const response = await ask("cobol");
  assert.equal(response.status, 404);
  assert.match(await response.text(), /no clients in .*cobol.*there are: csharp, gdscript, typescript\./);
});

test("what is no schema document is refused with what is wrong", async () => {
  for (const [body, words] of [
    [[], /lacks .*worldport.*Write one with: worldport schema/],
    [{ ...card, model: { id: "../escape" } }, /model\.id is no name of a model/],
    [{ ...card, commands: [{ name: "a b", args: {} }] }, /commands is no list of entries with name and args/],
    [{ ...card, messages: null }, /messages is no list of entries with name and data/],
  ] as const) {
    const response = await post("gdscript", body);
    assert.equal(response.status, 400);
    assert.match(await response.text(), words);
  }
});

test("without the token, from another origin, and beyond 1 MiB it is refused", async () => {
  assert.equal((await post("gdscript", card, { Authorization: "Bearer wrong" })).status, 401);
  assert.equal((await ask("gdscript", { headers: { Authorization: "Bearer wrong" } })).status, 401);
  assert.equal((await post("gdscript", card, { Origin: "https://elsewhere.example" })).status, 403);
  assert.equal((await post("gdscript", { ...card, more: "x".repeat(1024 * 1024) })).status, 413);
});

/** What HTTP answers while the model is still being read, after it failed, and while the server stops. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { makeRoutes } from "../../server/http/routes.ts";
import { Security } from "../../server/http/security.ts";
import { ToyStage } from "../support/toy-stage.ts";

function routes({ stage }: ToyStage) {
  const security = new Security({ host: "127.0.0.1", token: null, allowOrigins: [] });
  const transport = { byFramesToken: () => undefined };
  const app = makeRoutes({ stage, security, journal: () => {}, openLinks: () => 0 }, () => transport as never);
  return async (path: string, method: "GET" | "POST" = "GET") => {
    const response = await app.inject({ method, url: path, headers: { host: "127.0.0.1" } });
    return { status: response.statusCode, headers: response.headers, body: response.json() };
  };
}

test("not_ready: the schema is not there yet, and /health says how far loading is", async () => {
  const stage = new ToyStage({ host: "started" });
  const ask = routes(stage);
  for (const path of ["/schema", "/openapi.json"]) {
    const { status, headers, body } = await ask(path);
    assert.equal(status, 503);
    assert.equal(body.error.code, "not_ready");
    assert.equal(headers["retry-after"], "1");
  }
  stage.host.events.progress(0.25, "reading weights");
  const { status, body } = await ask("/health");
  assert.equal(status, 503);
  assert.deepEqual(body, {
    live: true,
    ready: false,
    state: "loading",
    progress: 0.25,
    detail: "reading weights",
    model: null,
    connections: 0,
  });
});

test("the schema is there before the weights are", async () => {
  const ask = routes(new ToyStage({ host: "known" }));
  assert.equal((await ask("/schema")).body.model.id, "toy");
  assert.equal((await ask("/health")).status, 503);
});

test("model_failed: the reason is given wherever somebody asks", async () => {
  const stage = new ToyStage({ host: "started" });
  const ask = routes(stage);
  stage.host.events.lost("load_failed", "weights.bin is missing.", true);
  const { status, body } = await ask("/schema");
  assert.equal(status, 503);
  assert.deepEqual(body.error, { code: "model_failed", message: "weights.bin is missing." });
  const health = await ask("/health");
  assert.deepEqual([health.status, health.body.state, health.body.detail], [503, "failed", "weights.bin is missing."]);
});

test("no_session: none can be opened while the model loads, streams or has failed", async () => {
  for (const [stage, state] of [
    [new ToyStage({ host: "known" }), "loading"],
    [new ToyStage(), "streaming"],
  ] as const) {
    if (state === "streaming") await stage.join();
    const { status, body } = await routes(stage)("/session", "POST");
    assert.equal(status, 409);
    assert.equal(body.error.code, "no_session");
    assert.match(body.error.message, new RegExp(`it is ${state}`));
  }
});

test("internal_error: the log has the cause and the answer has not", async () => {
  const { stage } = new ToyStage();
  const security = new Security({ host: "127.0.0.1", token: null, allowOrigins: [] });
  const logged: unknown[][] = [];
  const openLinks = (): never => {
    throw new TypeError("a secret of the code");
  };
  const app = makeRoutes({ stage, security, journal: (...line) => logged.push(line), openLinks }, () =>
    assert.fail("No frames are asked for."),
  );
  const response = await app.inject({ url: "/health?token=hush", headers: { host: "127.0.0.1" } });
  assert.equal(response.statusCode, 500);
  assert.equal(response.json().error.code, "internal_error");
  assert.doesNotMatch(response.body, /secret/);
  const [[level, event, fields]] = logged as [[string, string, { route: string; cause: string }]];
  assert.deepEqual([level, event, fields.route], ["error", "route_failed", "GET /health"]);
  assert.match(fields.cause, /TypeError: a secret of the code\n +at /);
});

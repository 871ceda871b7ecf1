/** Which stage a WebSocket leads to: the path before `ws` says it. */
import assert from "node:assert/strict";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { type TestContext, test } from "node:test";
import WebSocket from "ws";
import { systemClock } from "../../server/ground/clock.ts";
import type { Entrance } from "../../server/transports/connection.ts";
import { WebSocketTransport } from "../../server/transports/websocket.ts";
import { encodeMessage } from "../../shared-schema/codec.ts";
import { LIMITS } from "../../shared-schema/limits.ts";

/** A stage that answers everything with its name. */
function named(name: string): Entrance {
  return {
    tracks: null,
    accept: (connection, opens) => ({
      message: () => connection.send({ type: "message", body: { name, data: { opens: opens("secret") } } }),
      malformed: () => undefined,
      framesEnded: () => undefined,
      framesOpened: () => undefined,
      closed: () => undefined,
    }),
  };
}

async function serve(t: TestContext, stages: Readonly<Record<string, Entrance>>): Promise<string> {
  const http = createServer();
  const transport: WebSocketTransport = new WebSocketTransport(http, {
    limits: LIMITS,
    clock: systemClock,
    entranceAt: (path) => stages[path] ?? null,
    opens: (token) => token === "secret",
    openLinks: () => transport.size,
    refusal: () => null,
  });
  t.after(() => {
    transport.close();
    http.close();
  });
  await new Promise<void>((resolve) => http.listen(0, "127.0.0.1", resolve));
  return `ws://127.0.0.1:${(http.address() as AddressInfo).port}`;
}

/** What the stage at an address says to a first message, or why there is none. */
function said(t: TestContext, address: string): Promise<string> {
  return new Promise((resolve) => {
    const socket = new WebSocket(address, ["worldport.v1"]);
    t.after(() => socket.terminate());
    socket.on("open", () => socket.send(encodeMessage("ping", { t_us: 1 })));
    socket.on("message", (data) => resolve((data as Buffer).toString("latin1")));
    socket.on("error", (error) => resolve(error.message));
  });
}

test("the path before ws names the stage, and a path that names none is refused", async (t) => {
  const url = await serve(t, { "/": named("first"), "/m/other/": named("other") });
  assert.match(await said(t, `${url}/ws`), /first/);
  assert.match(await said(t, `${url}/m/other/ws?x=1`), /other/);
  for (const path of ["/m/third/ws", "/m/other/", "/m/other", "/xws", "/ws/ws"])
    assert.match(await said(t, `${url}${path}`), /404/, path);
});

/** A whole server in this process: real thread, real sockets, a free port, and a log a test can read. */
import type { TestContext } from "node:test";
import type { Config } from "../../server/config.ts";
import type { Journal } from "../../server/ground/journal.ts";
import type { VideoEncoding } from "../../server/media/video-encoding.ts";
import { type RunningServer, startServer } from "../../server/server.ts";
import { LIMITS, type Limits } from "../../shared-schema/limits.ts";
import { TempFolder } from "./temp-folder.ts";
import { TestClient } from "./test-client.ts";

export interface TestServer extends RunningServer {
  readonly journal: { level: string; event: string; fields: Record<string, unknown> }[];
  /** Events written to the log, by name. */
  logged(event: string): Record<string, unknown>[];
  join(hello?: object): Promise<TestClient>;
}

export interface TestServerOptions extends Partial<Omit<Config, "limits" | "model">> {
  readonly limits?: Partial<Limits>;
  /** False: the test looks on while the model loads. */
  readonly waits?: boolean;
  /** Stands in for the encoders. */
  readonly video?: VideoEncoding;
}

/** Starts a server that ends with the test. */
export async function serve(t: TestContext, model: string, options: TestServerOptions = {}): Promise<TestServer> {
  const journal: TestServer["journal"] = [];
  const config: Config = {
    model,
    host: "127.0.0.1",
    port: 0,
    token: null,
    seed: null,
    allowOrigins: [],
    exitWithStdin: false,
    logLevel: "warn",
    webrtcPorts: null,
    iceServers: [],
    settings: {},
    ...options,
    limits: { ...LIMITS, ...options.limits },
  };
  const { video } = options;
  const write: Journal = (level, event, fields) => journal.push({ level, event, fields });
  const server = await startServer(config, write, video === undefined ? undefined : () => video);
  t.after(() => server.close());
  if (options.waits !== false) await eventually(() => server.stage.state !== "loading", "the model to load");
  return {
    ...server,
    journal,
    logged: (event) => journal.filter((one) => one.event === event).map((one) => one.fields),
    join: (hello) => TestClient.join(server.url, hello),
  };
}

/** Starts a server with a model of the given members, written into a folder outside the clone. */
export async function serveToy(
  t: TestContext,
  members: string,
  options: TestServerOptions = {},
  parts: { tracks?: string; before?: string } = {},
): Promise<TestServer> {
  const folder = new TempFolder();
  t.after(() => folder.remove());
  return serve(t, folder.model(members, parts), options);
}

/** Waits until `look` gives something, looking again with every turn of the loop. */
export async function eventually<T>(look: () => T | undefined | null | false, what: string, ms = 10_000): Promise<T> {
  const deadline = Date.now() + ms;
  for (;;) {
    const found = look();
    if (found !== undefined && found !== null && found !== false) return found;
    if (Date.now() > deadline) throw new Error(`Waited ${ms} ms for ${what}.`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

/** Who may import whom. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { circlesOf, type Edge, edgesOf, filesUnder } from "./source-files.ts";

/** The areas, most special first: a file belongs to the first whose path it starts with. */
const AREAS = [
  ["connection", "server/transports/connection.ts"],
  ["transports", "server/transports/"],
  ["webrtc", "server/webrtc/"],
  ["reactor", "server/reactor/"],
  ["session", "server/session/"],
  ["pacing", "server/pacing/"],
  ["ground", "server/ground/"],
  ["uploads", "server/uploads/"],
  ["codecs", "server/media/video/"],
  ["codecs", "server/media/decoding/"],
  ["codecs", "server/media/pictures/"],
  ["media", "server/media/"],
  ["model", "server/model/"],
  ["schema", "server/schema/"],
  ["host", "server/host/"],
  ["onnx", "server/onnx/"],
  ["models", "server/models/"],
  ["http", "server/http/"],
  ["page", "server/page/"],
  ["commands", "server/commands/"],
  ["start", "server/bin/"],
  ["start", "server/cli.ts"],
  ["start", "server/leave-at-once.ts"],
  ["root", "server/server.ts"],
  ["public", "server/index.ts"],
  ["settings", "server/config.ts"],
  ["settings", "server/config-error.ts"],
  ["settings", "server/ice-settings.ts"],
  ["settings", "server/log.ts"],
  ["client", "shared-schema/client/"],
  ["shared", "shared-schema/"],
] as const;
type Area = (typeof AREAS)[number][0];

/** What each area may import beside itself. `types`: only types, nothing is loaded. */
const ALLOWED: Readonly<Record<Area, { readonly values: readonly Area[]; readonly types?: readonly Area[] }>> = {
  shared: { values: [] },
  client: { values: ["shared"] },
  page: { values: ["shared", "client"] },
  model: { values: ["shared"] },
  public: { values: ["model", "shared"] },
  schema: { values: ["model", "shared"] },
  ground: { values: [] },
  uploads: { values: ["ground", "shared"] },
  media: { values: ["ground", "shared"], types: ["pacing"] },
  codecs: { values: ["ground", "media", "shared"], types: ["pacing"] },
  pacing: { values: ["ground", "media", "shared"], types: ["model"] },
  connection: { values: ["shared"], types: ["media"] },
  transports: { values: ["connection", "ground", "shared"] },
  webrtc: { values: ["connection", "ground", "media", "shared"], types: ["settings"] },
  reactor: {
    values: ["connection", "ground", "schema", "session", "shared", "uploads"],
    types: ["media", "settings", "webrtc"],
  },
  session: { values: ["ground", "media", "model", "pacing", "schema", "shared"], types: ["connection", "host"] },
  onnx: { values: ["model", "shared"] },
  models: { values: ["public", "onnx", "shared"] },
  host: { values: ["ground", "media", "model", "onnx", "pacing", "schema", "shared"] },
  http: { values: ["reactor", "schema", "session", "shared"], types: ["ground", "webrtc"] },
  settings: { values: ["ground", "shared"] },
  commands: { values: ["host", "model", "schema", "settings", "shared"] },
  root: {
    values: [
      "codecs",
      "ground",
      "host",
      "http",
      "media",
      "reactor",
      "session",
      "settings",
      "shared",
      "transports",
      "webrtc",
    ],
    types: ["connection"],
  },
  start: { values: ["commands", "model", "root", "settings"] },
};

const files = ["server", "shared-schema"].flatMap((folder) => filesUnder(folder, /\.(ts|mjs|js)$/));
const edges = edgesOf(files);

test("every source file belongs to an area", () => {
  assert.deepEqual(
    files.filter((file) => areaOf(file) === null),
    [],
    "Give a new top-level part of the server a row in AREAS and ALLOWED.",
  );
});

test("areas import only what the import rule allows them", () => {
  const broken = edges.filter((edge) => !isAllowed(edge)).map(inWords);
  assert.deepEqual(broken, [], "Turn the dependency round, or let the composition root hand the object in.");
});

test("only the composition root loads the classes behind Connection, ModelHost and FrameEncoder", () => {
  const concrete = (file: string): boolean =>
    ["transports", "codecs"].includes(areaOf(file) ?? "") || file === "server/host/thread/thread-host.ts";
  const named = edges.filter(({ from, to, isTypeOnly }) => !isTypeOnly && concrete(to) && areaOf(from) !== areaOf(to));
  assert.deepEqual(
    [...new Set(named.map(({ from }) => from))].filter((from) => from !== "server/server.ts"),
    [],
  );
});

test("imports go round in no circle, types included", () => {
  assert.deepEqual(circlesOf(edges), []);
});

test("every import of ours names a file that is there, with its ending", () => {
  const there = new Set(filesUnder(".", /./));
  assert.deepEqual(edges.filter(({ to }) => !there.has(to)).map(inWords), []);
});

function areaOf(file: string): Area | null {
  return AREAS.find(([, prefix]) => file.startsWith(prefix))?.[0] ?? null;
}

function isAllowed({ from, to, isTypeOnly }: Edge): boolean {
  const [source, target] = [areaOf(from), areaOf(to)];
  if (source === null || target === null) return false;
  const { values, types = [] } = ALLOWED[source];
  return source === target || values.includes(target) || (isTypeOnly && types.includes(target));
}

function inWords({ from, to, isTypeOnly }: Edge): string {
  return `${from} → ${to}${isTypeOnly ? " (types only)" : ""}`;
}

/** Messages from the server: every type, with few and with all fields. */
import type { Case } from "./client-cases.ts";

const FRAME = {
  track: "main",
  epoch: 1,
  seq: 1,
  width: 2,
  height: 2,
  format: "rgba8",
  pts_us: 0,
  driver: "c1",
  command: 0,
  t: { step_start_us: 1000, step_end_us: 2000, ready_us: 2100 },
};

export const SERVER_CASES: readonly Case[] = [
  [
    "welcome to a client that has the schema document already",
    "welcome",
    {
      protocol: 1,
      session: "s1",
      client: "c1",
      role: "driver",
      resume: "5f0c2b7e",
      resumed: false,
      next_command_id: 1,
      epoch: 1,
      model: { id: "tunnel", version: "1.0.0" },
      schema_hash: "sha256:00",
      seed: 7,
      limits: { max_message_bytes: 67108864, max_depth: 16 },
      frames_token: "b7e1",
      tracks: { main: { format: "rgba8", width: 640, height: 360, fps: 30 } },
    },
  ],
  [
    "welcome before a session, with the schema document",
    "welcome",
    {
      protocol: 1,
      session: "",
      client: "c2",
      role: "queued",
      resume: "a1",
      resumed: true,
      next_command_id: 43,
      epoch: 3,
      model: { id: "tunnel", version: "1.0.0" },
      schema_hash: "sha256:01",
      schema: { worldport: 1, hash: "sha256:01", tracks: [], commands: [], messages: [] },
      seed: 4294967295,
      limits: {},
      frames_token: "b7e2",
      tracks: {},
    },
  ],
  ["state while loading", "state", { state: "loading", role: "queued", paused: false, progress: 0.25, detail: "reading weights" }],
  ["state of a driver", "state", { state: "streaming", role: "driver", paused: true }],
  ["state of one who waits", "state", { state: "orphaned", role: "queued", paused: false, queue_position: 2, resume_left_ms: 14999 }],
  ["reply to an applied command", "reply", { id: 1, ok: true, applied_seq: 12 }],
  ["reply with a result", "reply", { id: 2, ok: true, applied_seq: 13, result: { text: "hello", length: 5 } }],
  ["reply to a held command that a newer one took the place of", "reply", { id: 3, ok: true, superseded_by: 5 }],
  [
    "reply that refuses",
    "reply",
    {
      id: 4,
      ok: false,
      error: {
        code: "invalid_args",
        message: "set_speed: speed: expected at most 4; got 9.",
        issues: [
          { path: "speed", code: "too_big", expected: "at most 4", received: "9", message: "speed: expected at most 4; got 9." },
        ],
      },
    },
  ],
  ["message of a model", "message", { name: "scored", data: { points: 3 } }],
  ["frame", "frame", FRAME, "000000ffff0000ff00ff00ff0000ffff"],
  [
    "frame with meta and large numbers",
    "frame",
    {
      ...FRAME,
      epoch: 300,
      seq: 70000,
      width: 1,
      height: 1,
      pts_us: 3600000000,
      command: 65536,
      t: { step_start_us: 9007199254740989, step_end_us: 9007199254740990, ready_us: 9007199254740991 },
      meta: { fov: 60.5, label: "start" },
    },
    "01020304",
  ],
  ["frame of jpeg", "frame", { ...FRAME, format: "jpeg" }, "ffd8ffd9"],
  ["pong", "pong", { t_us: 5, server_us: 123456789012 }],
  ["error", "error", { code: "unknown_type", message: "There is no message type \"dance\".", about: "dance" }],
  ["error about nothing in particular", "error", { code: "model_failed", message: "load() threw." }],
  ["bye", "bye", { code: "shutting_down", reason: "The server is stopping." }],
];

export const HEAD_CASES: readonly (readonly [name: string, body: Record<string, unknown>, payloadBytes: number])[] = [
  ["640 × 360 rgba8", { ...FRAME, width: 640, height: 360 }, 921600],
  ["1920 × 1080 rgba8 with meta", { ...FRAME, width: 1920, height: 1080, meta: { n: 1 } }, 8294400],
  ["an empty payload", FRAME, 0],
];

/**
 * The messages of the wire, version 1 (PROTOCOL.md). What clients send is checked here, field by field; what the
 * server sends is typed here.
 */
import { z } from "zod";
import { describe, type Envelope } from "./codec.ts";
import type { SchemaDocument } from "./document.ts";
import { type Issue, ProtocolError } from "./errors.ts";
import type { JsonMap } from "./json.ts";

export const PROTOCOL_VERSION = 1;
export const SUBPROTOCOL = "worldport.v1";

export const ROLES = ["driver", "spectator"] as const;
/** What a client is: `queued` waits to become driver and looks on meanwhile. */
export type Role = "driver" | "queued" | "spectator";

export const FORMATS = ["rgba8", "jpeg"] as const;
export type Format = (typeof FORMATS)[number];

const us = z.number().int().nonnegative();
const name = z.string().min(1).max(64);

const wish = z.object({
  formats: z.array(z.string().max(32)).min(1).max(8).optional(),
  max_width: z.number().int().min(1).max(16384).optional(),
  max_height: z.number().int().min(1).max(16384).optional(),
  max_fps: z.number().positive().max(1000).optional(),
  credit: z.number().int().min(1).max(8).optional(),
});

const bodies = {
  hello: z.object({
    protocol: z.number().int(),
    client: z
      .object({ name: z.string().max(128), version: z.string().max(64), engine: z.string().max(128).optional() })
      .optional(),
    role: z.enum(ROLES).default("driver"),
    token: z.string().max(256).optional(),
    resume: z.string().max(256).optional(),
    seed: z.number().int().min(0).max(0xffffffff).optional(),
    schema_hash: z.string().max(128).optional(),
    tracks: z.record(name, wish).optional(),
  }),
  command: z.object({
    id: z.number().int().min(1),
    name,
    args: z.record(z.string(), z.unknown()).default({}),
    t_us: us.optional(),
    reply: z.boolean().default(true),
  }),
  seen: z.object({ track: name, epoch: z.number().int().min(1), seq: z.number().int().min(1) }),
  shown: z.object({
    track: name,
    epoch: z.number().int().min(1),
    seq: z.number().int().min(1),
    received_us: us,
    uploaded_us: us.optional(),
    shown_us: us,
    input_us: us.optional(),
  }),
  subscribe: wish.extend({ track: name }),
  unsubscribe: z.object({ track: name }),
  frame: z.object({
    track: name,
    seq: z.number().int().min(1),
    width: z.number().int().min(1).max(16384),
    height: z.number().int().min(1).max(16384),
    format: z.string().max(32),
    t_us: us.optional(),
    meta: z.record(z.string(), z.unknown()).optional(),
  }),
  pause: z.object({}),
  play: z.object({}),
  step: z.object({ n: z.number().int().min(1).max(10_000).default(1) }),
  restart: z.object({ seed: z.number().int().min(0).max(0xffffffff).optional() }),
  ping: z.object({ t_us: us }),
  bye: z.object({ reason: z.string().max(256).optional() }),
} as const;

export type ClientMessageType = keyof typeof bodies;
export type Wish = z.output<typeof wish>;
type Body<T extends ClientMessageType> = z.output<(typeof bodies)[T]>;
export type Hello = Body<"hello">;
export type Command = Body<"command">;

/** A checked message from a client. Only `frame` has a payload. */
export type ClientMessage =
  | { [T in Exclude<ClientMessageType, "frame">]: { readonly type: T; readonly body: Body<T> } }[Exclude<
      ClientMessageType,
      "frame"
    >]
  | { readonly type: "frame"; readonly body: Body<"frame">; readonly payload: Uint8Array };

/**
 * Checks an envelope against the protocol. Unknown keys are dropped.
 * @throws ProtocolError `unknown_type`, or `bad_message` with one issue per field.
 */
export function readClientMessage(envelope: Envelope): ClientMessage {
  const { type, body, payload } = envelope;
  if (!Object.hasOwn(bodies, type))
    throw new ProtocolError(
      "unknown_type",
      `There is no message type ${describe(type)}. Clients send: ${Object.keys(bodies).join(", ")}.`,
      [],
      type.slice(0, 64),
    );
  const known = type as ClientMessageType;
  const parsed = bodies[known].safeParse(body, { reportInput: true });
  if (!parsed.success) {
    const issues = issuesOf(parsed.error);
    throw new ProtocolError("bad_message", `"${type}": ${issues.map((i) => i.message).join(" ")}`, issues, type);
  }
  if ((known === "frame") !== (payload !== undefined))
    throw new ProtocolError(
      "bad_message",
      known === "frame" ? '"frame" needs its pixels as payload.' : `"${type}" has no payload.`,
      [],
      type,
    );
  return (payload === undefined
    ? { type: known, body: parsed.data }
    : { type: known, body: parsed.data, payload }) as unknown as ClientMessage;
}

/** No answer grows with the number of mistakes, or with the length of the keys they are in. */
const MOST_ISSUES = 64;
const MOST_KEYS = 10;
const LONGEST_PATH = 200;

/** zod's findings in the wire's form: one sentence each, with path, what is accepted and what was there; the first 64. */
export function issuesOf(error: z.ZodError): Issue[] {
  return error.issues.slice(0, MOST_ISSUES).map((issue) => {
    const path = issue.path.map(String).join(".").slice(0, LONGEST_PATH);
    const received = describe(issue.input);
    const expected = expectation(issue);
    const what = path === "" ? "The value" : path;
    return { path, code: issue.code, expected, received, message: `${what}: expected ${expected}; got ${received}.` };
  });
}

function expectation(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case "invalid_type":
      return issue.expected === "record" || issue.expected === "object" ? "a map" : `${issue.expected}`;
    case "too_big":
      return bound(issue.exact, issue.inclusive, "at most", "less than", issue.maximum, issue.origin);
    case "too_small":
      return bound(issue.exact, issue.inclusive, "at least", "more than", issue.minimum, issue.origin);
    case "invalid_value":
      return `one of ${issue.values.map(String).join(", ")}`;
    case "unrecognized_keys":
      return `no such key (${listed(issue.keys)})`;
    default:
      return issue.message;
  }
}

function listed(keys: readonly string[]): string {
  const more = keys.length > MOST_KEYS ? ` and ${keys.length - MOST_KEYS} more` : "";
  return `${keys.slice(0, MOST_KEYS).join(", ").slice(0, LONGEST_PATH)}${more}`;
}

function bound(
  isExact: boolean | undefined,
  isInclusive: boolean | undefined,
  reach: string,
  beyond: string,
  limit: number | bigint,
  origin: string,
): string {
  const words = isExact ? "exactly" : isInclusive === false ? beyond : reach;
  return `${words} ${limit}${origin === "string" ? " characters" : origin === "array" ? " items" : ""}`;
}

/** Where a session is; `server/session/lifecycle.ts` says how it moves. */
export const STATES = ["loading", "ready", "waiting", "streaming", "orphaned", "closing", "failed"] as const;
export type State = (typeof STATES)[number];

export interface TrackInfo {
  readonly format: string;
  readonly width: number;
  readonly height: number;
  readonly fps: number;
}

export interface Welcome {
  readonly protocol: number;
  readonly session: string;
  readonly client: string;
  readonly role: Role;
  readonly resume: string;
  readonly resumed: boolean;
  readonly next_command_id: number;
  readonly epoch: number;
  readonly model: { readonly id: string; readonly version: string };
  readonly schema_hash: string;
  readonly schema?: SchemaDocument;
  readonly seed: number;
  readonly limits: Readonly<Record<string, number>>;
  readonly frames_token: string;
  readonly tracks: Readonly<Record<string, TrackInfo>>;
}

export interface StateBody {
  readonly state: State;
  readonly role: Role;
  readonly paused: boolean;
  readonly progress?: number;
  readonly detail?: string;
  readonly queue_position?: number;
  readonly resume_left_ms?: number;
}

export interface WireError {
  readonly code: string;
  readonly message: string;
  readonly issues: readonly Issue[];
}

export type Reply =
  | {
      readonly id: number;
      readonly ok: true;
      readonly result?: unknown;
      readonly applied_seq?: number;
      readonly superseded_by?: number;
    }
  | { readonly id: number; readonly ok: false; readonly error: WireError };

/** Head of a frame. All `_us` are the server's monotonic clock, but `pts_us` counts from the start of the epoch. */
export interface FrameHead {
  readonly track: string;
  readonly epoch: number;
  readonly seq: number;
  readonly width: number;
  readonly height: number;
  readonly format: string;
  readonly pts_us: number;
  /** Client id of the driver, and the id of its last command applied before this frame was made (0: none). */
  readonly driver: string;
  readonly command: number;
  readonly t: { readonly step_start_us: number; readonly step_end_us: number; readonly ready_us: number };
  readonly meta?: JsonMap;
}

/** Says which picture of a video track a frame has become; for links without payloads (WebRTC). */
export interface VideoFrameHead extends FrameHead {
  /** RTP timestamp of the picture: 90 kHz, modulo 2^32. */
  readonly rtp_timestamp: number;
}

/** What the server sends, but frames with pixels, which are bytes already. */
export type ServerMessage =
  | { readonly type: "frame"; readonly body: VideoFrameHead }
  | { readonly type: "welcome"; readonly body: Welcome }
  | { readonly type: "state"; readonly body: StateBody }
  | { readonly type: "reply"; readonly body: Reply }
  | { readonly type: "message"; readonly body: { readonly name: string; readonly data: JsonMap } }
  | { readonly type: "pong"; readonly body: { readonly t_us: number; readonly server_us: number } }
  | {
      readonly type: "error";
      readonly body: { readonly code: string; readonly message: string; readonly about?: string };
    }
  | { readonly type: "bye"; readonly body: { readonly code: string; readonly reason: string } };

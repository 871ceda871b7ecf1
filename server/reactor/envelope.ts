/**
 * Reactor's envelope, version v0: JSON text on the data channels `data` and `control` that the client opens.
 * Text → a checked frame, and what the server says → text.
 */
import { z } from "zod";
import { ProtocolError } from "../../shared-schema/errors.ts";
import type { Json } from "../../shared-schema/json.ts";
import { issuesOf } from "../../shared-schema/messages.ts";

export interface EnvelopeLimits {
  readonly max_channel_bytes: number;
  readonly max_depth: number;
  readonly max_values: number;
}

const name = z.string().min(1).max(64);
const map = z.record(z.string(), z.unknown()).nullish();
const upload = z.object({ upload_id: z.string().min(1).max(64) });

const onData = z.discriminatedUnion("scope", [
  z.object({
    scope: z.literal("application"),
    data: z.object({ type: name, data: map, uploads: z.record(z.string().max(64), upload).nullish() }),
  }),
  z.object({ scope: z.literal("runtime"), data: z.object({ type: name, data: map }) }),
]);
export type DataFrame = z.output<typeof onData>;

const onControl = z.discriminatedUnion("type", [
  z.object({
    type: z.literal("request"),
    method: name,
    request_id: z.string().max(64),
    data: z.object({ name: name.optional() }).nullish(),
  }),
  z.object({ type: z.literal("notification"), event: name, data: z.object({ name: name.optional() }).nullish() }),
]);
export type ControlFrame = z.output<typeof onControl>;

/** @throws ProtocolError `bad_message` */
export const readDataFrame = (text: string | Buffer, limits: EnvelopeLimits): DataFrame => read(onData, text, limits);

/** @throws ProtocolError `bad_message` */
export const readControlFrame = (text: string | Buffer, limits: EnvelopeLimits): ControlFrame =>
  read(onControl, text, limits);

/** A message of the model, or the result of a command. */
export const applicationText = (type: string, data: unknown): string =>
  JSON.stringify({ scope: "application", data: { type, data } });

/** A word of the server's own. */
export const runtimeText = (type: string, data: unknown): string =>
  JSON.stringify({ scope: "runtime", data: { type, data } });

/** The answer to a request on `control`. */
export function responseText(
  { method, request_id }: Extract<ControlFrame, { type: "request" }>,
  error: { readonly code: string; readonly message: string } | null,
): string {
  return JSON.stringify({ type: "response", method, request_id, ...(error === null ? { data: {} } : { error }) });
}

function read<T>(schema: z.ZodType<T>, text: string | Buffer, limits: EnvelopeLimits): T {
  if (typeof text !== "string") throw bad("Bytes came; Reactor's envelope is JSON text");
  // Counted as a string's length: at most a third of what the bytes may be, which the channel bounds as well.
  if (text.length > limits.max_channel_bytes) throw bad(`A message is longer than ${limits.max_channel_bytes}`);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw bad("A message is no JSON");
  }
  const problem = excess(value, limits);
  if (problem !== null) throw bad(problem);
  const parsed = schema.safeParse(value, { reportInput: true });
  if (parsed.success) return parsed.data;
  const [first] = issuesOf(parsed.error);
  throw bad(first?.message.replace(/\.$/, "") ?? "A message has another form");
}

/** What a value has too much of, or null. Goes level by level, so that no nesting is too deep for it. */
function excess(value: unknown, { max_depth, max_values }: EnvelopeLimits): string | null {
  let level: unknown[] = [value];
  let total = 0;
  for (let depth = 0; level.length > 0; depth++) {
    total += level.length;
    if (total > max_values) return `A message holds more than ${max_values} values (max_values)`;
    if (depth > max_depth) return `More than ${max_depth} maps and arrays lie inside one another (max_depth)`;
    level = level.flatMap((one) => (typeof one === "object" && one !== null ? Object.values(one as Json[]) : []));
  }
  return null;
}

const bad = (what: string): ProtocolError => new ProtocolError("bad_message", `${what}.`);

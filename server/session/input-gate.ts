/** Frames for `in` tracks: driver's pixels → checked against the declaration → newest wins → the model's thread. */

import { ProtocolError } from "../../shared-schema/errors.ts";
import type { JsonMap } from "../../shared-schema/json.ts";
import type { ClientMessage } from "../../shared-schema/messages.ts";
import { kindOf } from "../media/track-kind.ts";
import type { Sessions } from "./sessions.ts";

type FrameBody = Extract<ClientMessage, { type: "frame" }>["body"];

export class InputGate {
  readonly #sessions: Sessions;

  constructor(sessions: Sessions) {
    this.#sessions = sessions;
  }

  /** @throws ProtocolError `unknown_track`, `bad_frame` or `meta_too_large`. */
  accept(body: FrameBody, payload: Uint8Array): void {
    const inputs = (this.#sessions.standing.document?.tracks ?? []).filter((track) => track.direction === "in");
    const track = inputs.find((one) => one.name === body.track);
    if (track === undefined) {
      const has = inputs.length === 0 ? "It has none" : `It has: ${inputs.map((one) => one.name).join(", ")}`;
      throw new ProtocolError("unknown_track", `This model has no in track "${body.track}". ${has}.`, [], body.track);
    }
    const { width, height, format, seq } = body;
    const bad = (what: string): never => {
      throw new ProtocolError("bad_frame", `Frame ${seq} for track "${body.track}" ${what}.`, [], body.track);
    };
    const kind = kindOf(track);
    if (format !== kind.format) bad(`has format "${format}"; accepted is ${kind.format}`);
    if (width > track.max_width || height > track.max_height)
      bad(`is ${width} × ${height}; accepted is up to ${track.max_width} × ${track.max_height}`);
    const needed = kind.bytesOf(body);
    if (payload.byteLength !== needed)
      bad(`has ${payload.byteLength} bytes; ${width} × ${height} ${kind.format} needs ${needed}`);
    const head = { seq, width, height, tUs: body.t_us ?? null, meta: body.meta as JsonMap | undefined };
    if (!this.#sessions.host.input(body.track, head, payload))
      throw new ProtocolError(
        "meta_too_large",
        `meta of frame ${seq} does not fit into max_head_bytes (${this.#sessions.limits.max_head_bytes}). Put less into it.`,
        [],
        body.track,
      );
  }
}

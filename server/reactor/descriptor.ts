/** What Reactor's clients want to know of a session before they connect: model, tracks from their side, commands. */
import type { CommandDocument, SchemaDocument, TrackDocument } from "../../shared-schema/document.ts";
import type { Json, JsonMap } from "../../shared-schema/json.ts";
import type { Stage } from "../session/stage.ts";

/** Names nobody's session: the id of a server, for clients that join without having started anything. */
export const JOINING_ID = "00000000-0000-0000-0000-000000000000";

/** `capabilities` are left out while the model is still being read. */
export function descriptor(
  { state, document }: Pick<Stage, "state" | "document">,
  version: string,
  sessionId: string,
): JsonMap {
  return {
    session_id: sessionId,
    state,
    cluster: "local",
    model: document === null ? { name: "" } : { name: document.model.id, version: `v${document.model.version}` },
    server_info: { server_version: version },
    selected_transport: { protocol: "webrtc", version: "1.0" },
    recording: { enabled: false, chunk_seconds: 0 },
    ...(document === null ? {} : { capabilities: capabilities(document) }),
  };
}

function capabilities({ tracks, commands }: SchemaDocument): JsonMap {
  return {
    protocol_version: "v0",
    tracks: tracks.map(({ name, kind, direction }) => ({ name, kind, direction: directionOf(direction) })),
    commands: commandList(commands),
  };
}

/** Commands as `modelCapabilities` has them: each parameter's JSON Schema by name. */
export function commandList(commands: readonly CommandDocument[]): Json[] {
  return commands.map(({ name, description, args }) => ({
    name,
    description,
    schema: (args["properties"] ?? {}) as JsonMap,
  }));
}

/** From the client's side: it receives what leaves the model. */
export function directionOf(direction: TrackDocument["direction"]): "recvonly" | "sendonly" {
  return direction === "out" ? "recvonly" : "sendonly";
}

/** What a client is told when it joins, resumes, or a new session opens. */
import type { SchemaDocument } from "../../shared-schema/document.ts";
import { CLIENT_LIMITS } from "../../shared-schema/limits.ts";
import { PROTOCOL_VERSION, type Welcome } from "../../shared-schema/messages.ts";
import type { Connection } from "../transports/connection.ts";
import type { Client } from "./client.ts";
import type { Sessions } from "./sessions.ts";

export function welcomeFor(
  sessions: Pick<Sessions, "session" | "epoch" | "limits" | "feeds">,
  document: SchemaDocument,
  client: Client,
  connection: Connection,
  schemaHash: string | undefined,
  resumed: boolean,
): Welcome {
  return {
    protocol: PROTOCOL_VERSION,
    session: sessions.session?.id ?? "",
    client: client.id,
    role: client.role,
    resume: client.resumeToken,
    resumed,
    next_command_id: client.ledger.nextId,
    epoch: sessions.epoch,
    model: { id: document.model.id, version: document.model.version },
    schema_hash: document.hash,
    ...(schemaHash === document.hash ? {} : { schema: document }),
    seed: sessions.session?.seed ?? 0,
    limits: Object.fromEntries(CLIENT_LIMITS.map((name) => [name, sessions.limits[name]])),
    frames_token: connection.framesToken,
    tracks: sessions.feeds.infoFor(client),
  };
}

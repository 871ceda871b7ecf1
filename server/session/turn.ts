/** Turns: who drives after a session, and who has just come. */
import type { Client } from "./client.ts";

/** Whose turn it is after a session: the same driver's again, or the next one's in the queue. */
export type Turn = "same_driver" | "next_in_queue";

/** A client that just joined, and the hash of the document it holds already. */
export interface Newcomer {
  readonly client: Client;
  readonly schemaHash: string | undefined;
}

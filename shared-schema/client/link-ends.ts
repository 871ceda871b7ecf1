/** How a link ends. Generated from shared-schema/errors.ts and shared-schema/tables/ends.ts. Do not edit. */

/** Ends after which trying again by itself would only do harm, and what to tell people when the server says nothing. */
export const FINAL_ENDS: ReadonlyMap<string, string> = new Map([
  ["unauthorized", "This server wants a token."],
  ["replaced", "This session was opened by another connection of this client, which carries on."],
  ["protocol_mismatch", "The server speaks another version of the protocol."],
]);

/** WebSocket close code → code of the protocol. */
export const CLOSE_CODES: ReadonlyMap<number, string> = new Map([
  [1001, "shutting_down"],
  [1009, "message_too_large"],
  [4400, "bad_message"],
  [4401, "protocol_mismatch"],
  [4402, "hello_expected"],
  [4403, "hello_timeout"],
  [4404, "unauthorized"],
  [4406, "queue_full"],
  [4407, "replaced"],
  [4408, "silent"],
  [4409, "too_slow"],
  [4410, "model_failed"],
]);

/** What a client allows itself and a connection. Generated from shared-schema/tables/bounds.ts. Do not edit. */

/** A connection must be open, and then be welcomed, within this time each. */
export const OPEN_TIMEOUT_MS = 10000;
/** A connection on which nothing was heard for this long is cut and tried again. */
export const SILENCE_TIMEOUT_MS = 15000;
/** Waiting times before the next tries; the last one counts for all that follow. */
export const BACKOFF_MS: readonly number[] = [250, 500, 1000, 2000, 4000];
/** Time between two pings. */
export const PING_MS = 1000;
/** Time between the first pings, so that the clock offset is known soon. */
export const FIRST_PING_MS = 150;
/** How many come so quickly. */
export const FIRST_PINGS = 6;

/** The watch on a peer that is heard no more. */
import type { RTCPeerConnection } from "werift";

/** How often is looked. */
const LOOK_MS = 1000;

/**
 * Calls `ended` once when nothing came from the peer for `silenceMs`. Gives what ends the watch.
 * `expectedSinceMs`: since when the peer has had a reason to say anything (performance.now()); null: it has none. A player
 * without a data channel reports on pictures, and is still while there are none.
 */
export function watchSilence(
  pc: RTCPeerConnection,
  silenceMs: number,
  expectedSinceMs: () => number | null,
  ended: () => void,
): () => void {
  let heardMs = performance.now();
  for (const transport of pc.iceTransports)
    transport.connection.onData.subscribe(() => {
      heardMs = performance.now();
    });
  const timer = setInterval(
    () => {
      const sinceMs = expectedSinceMs();
      if (sinceMs !== null && performance.now() - Math.max(heardMs, sinceMs) >= silenceMs) ended();
    },
    Math.min(LOOK_MS, silenceMs),
  );
  return () => clearInterval(timer);
}

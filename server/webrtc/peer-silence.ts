/** The watch on a peer that is heard no more. */
import type { RTCPeerConnection } from "werift";

/** How often is looked. */
const LOOK_MS = 1000;

/** Calls `ended` once when nothing came from the peer for `silenceMs`. Gives what ends the watch. */
export function watchSilence(pc: RTCPeerConnection, silenceMs: number, ended: () => void): () => void {
  let heardMs = performance.now();
  for (const transport of pc.iceTransports)
    transport.connection.onData.subscribe(() => {
      heardMs = performance.now();
    });
  const timer = setInterval(
    () => {
      if (performance.now() - heardMs >= silenceMs) ended();
    },
    Math.min(LOOK_MS, silenceMs),
  );
  return () => clearInterval(timer);
}

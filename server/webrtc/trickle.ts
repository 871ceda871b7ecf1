/** ICE candidates sent after the offer: `application/trickle-ice-sdpfrag` (RFC 8840) → candidates. */
import { ProtocolError } from "../../shared-schema/errors.ts";
import type { PeerCandidate } from "./werift/peer.ts";

export interface TrickleFragment {
  /** ICE user fragment the candidates belong to; null when the fragment names none. */
  readonly ufrag: string | null;
  readonly candidates: readonly PeerCandidate[];
}

/** A client has a handful of addresses. */
const MOST_CANDIDATES = 64;

/** @throws ProtocolError `bad_offer`. */
export function readTrickle(text: string): TrickleFragment {
  let mid: string | null = null;
  let ufrag: string | null = null;
  const candidates: PeerCandidate[] = [];
  for (const line of text.split(/\r?\n/)) {
    const [, name = "", value = ""] = /^a=([a-z-]+)(?::(.*))?$/.exec(line) ?? [];
    if (line.startsWith("m=")) mid = null;
    else if (name === "mid") mid = value.trim();
    else if (name === "ice-ufrag") ufrag ??= value.trim();
    else if (name === "candidate")
      candidates.push({ candidate: `candidate:${value}`, ...(mid === null ? { sdpMLineIndex: 0 } : { sdpMid: mid }) });
  }
  if (candidates.length === 0 && ufrag === null && !/^a=end-of-candidates/m.test(text))
    throw bad("The fragment has neither a=candidate, a=ice-ufrag nor a=end-of-candidates");
  if (candidates.length > MOST_CANDIDATES)
    throw bad(`The fragment has ${candidates.length} candidates; at most ${MOST_CANDIDATES} are read`);
  return { ufrag, candidates };
}

const bad = (what: string): ProtocolError =>
  new ProtocolError("bad_offer", `${what}. Send application/trickle-ice-sdpfrag.`);

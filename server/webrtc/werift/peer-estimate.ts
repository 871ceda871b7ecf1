/** What a peer estimates it can receive (REMB), which is for all of it: each track that is sent to it has a part. */
import { ReceiverEstimatedMaxBitrate, type RTCDtlsTransport, RtcpPayloadSpecificFeedback } from "werift";
import type { WallClock } from "./peer-send-times.ts";

/** What was sent longer ago than this hardly counts any more. */
const MEMORY_MS = 2_000;
/** Added to what each track sends: tracks that fill a link together come to equal parts, and one that begins has some. */
const ASIDE = 50_000;

export class PeerEstimate {
  #bitrate: number | null = null;
  readonly #flows: Flow[] = [];

  /**
   * Listens where all feedback comes in: werift gives an estimate to the first source it lists, which is one track of
   * many, or, when it is that of retransmissions, none (draft-alvestrand-rmcat-remb-03, 2.2).
   */
  constructor(transports: readonly RTCDtlsTransport[]) {
    for (const transport of transports)
      transport.onRtcp.subscribe((packet) => {
        if (packet instanceof RtcpPayloadSpecificFeedback && packet.feedback instanceof ReceiverEstimatedMaxBitrate)
          this.#bitrate = Number(packet.feedback.bitrate);
      });
  }

  /** A further track of the peer. */
  share(clock: WallClock): Flow {
    const flow: Flow = new Flow(clock, () => this.#partOf(flow));
    this.#flows.push(flow);
    return flow;
  }

  /**
   * By what the tracks send: then the part is to what this one sends as the whole estimate is to what all of them send.
   */
  #partOf(flow: Flow): number | null {
    if (this.#bitrate === null || this.#bitrate <= 0) return null;
    const running = this.#flows.filter((one) => one === flow || one.bitrate > 0);
    const sum = running.reduce((all, one) => all + one.bitrate + ASIDE, 0);
    return (this.#bitrate * (flow.bitrate + ASIDE)) / sum;
  }
}

/** One track's part. */
export class Flow {
  readonly #clock: WallClock;
  readonly #part: () => number | null;
  #bits = 0;
  #atMs = 0;

  constructor(clock: WallClock, part: () => number | null) {
    this.#clock = clock;
    this.#part = part;
  }

  /** To be called with the length of each packet, and the clock's time. */
  sent(bytes: number, nowMs: number): void {
    this.#fade(nowMs);
    this.#bits += bytes * 8;
  }

  /** What has been sent lately, bit/s; 0 when nothing has. */
  get bitrate(): number {
    this.#fade(this.#clock());
    return this.#bits / (MEMORY_MS / 1000);
  }

  /** What the peer estimates it can receive of this track, bit/s; null while it has not said. */
  get estimate(): number | null {
    return this.#part();
  }

  #fade(nowMs: number): void {
    this.#bits *= Math.exp((this.#atMs - nowMs) / MEMORY_MS);
    // Less than a packet.
    if (this.#bits < 1000) this.#bits = 0;
    this.#atMs = nowMs;
  }
}

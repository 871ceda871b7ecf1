/** The video encoding of a server that could load no encoder: it says why, and everything else works. */
import type { TrackInfo } from "../../shared-schema/messages.ts";
import type { Watching } from "./track-carrier.ts";
import type { VideoEncoding } from "./video-encoding.ts";

export class NoVideo implements VideoEncoding {
  readonly encodes = [];
  readonly problem: string;

  constructor(problem: string) {
    this.problem = problem;
  }

  prepare(): void {}

  close(): void {}

  describe(): TrackInfo {
    throw new Error(this.problem);
  }

  watch(): Watching {
    throw new Error(this.problem);
  }
}

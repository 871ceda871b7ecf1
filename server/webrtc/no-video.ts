/** The video stage of a server that could load no encoder: it says why, and everything else works. */
import type { TrackInfo } from "../../shared-schema/messages.ts";
import type { Watching } from "../transports/connection.ts";
import type { VideoStage } from "./video-stage.ts";

export class NoVideo implements VideoStage {
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

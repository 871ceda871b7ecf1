/** A call of the model's method that is to be made before its next step. */
import type { CommandContract } from "../../model/contract.ts";
import type { HostCommand } from "../host.ts";

export interface Due {
  readonly command: CommandContract;
  readonly args: Record<string, unknown>;
  /** Those the call answers: one, several that one call covers, or none when it only follows up. */
  readonly from: HostCommand[];
  /** Place of its newest command among all that came; calls are made in this order. */
  readonly order: number;
  /** The server lets go of what an ended link held. */
  readonly letsGo?: boolean;
}

/** The release is not what the fields take. */
import { z } from "zod";
import { command, Model, videoOut } from "../../server/index.ts";

export default class Wrong extends Model {
  static readonly id = "wrong";
  static readonly tracks = { main: videoOut({ width: 4, height: 4 }) };
  *startSession() {}

  @command("Moves.", { x: z.number() }, { input: { kind: "axis1d" }, release: { x: "none" } }) // error: Type 'string' is not assignable to type 'number'
  move({ x }: { x: number }) {
    return x;
  }
}

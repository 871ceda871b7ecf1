/** The hint names a kind of input that does not exist. */
import { z } from "zod";
import { command, Model, videoOut } from "../../server/index.ts";

export default class Wrong extends Model {
  static readonly id = "wrong";
  static readonly tracks = { main: videoOut({ width: 4, height: 4 }) };
  *startSession() {}

  @command("Moves.", { x: z.number() }, { input: { kind: "lever" } }) // error: Type '"lever"' is not assignable
  move({ x }: { x: number }) {
    return x;
  }
}

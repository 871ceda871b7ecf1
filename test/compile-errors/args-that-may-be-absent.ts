/** The field is optional, and the method counts on it. */
import { z } from "zod";
import { command, Model, videoOut } from "../../server/index.ts";

export default class Wrong extends Model {
  static readonly id = "wrong";
  static readonly tracks = { main: videoOut({ width: 4, height: 4 }) };
  *startSession() {}

  @command("Moves.", { x: z.number().optional() }) // error: Types of property 'x' are incompatible
  move({ x }: { x: number }) {
    return x;
  }
}

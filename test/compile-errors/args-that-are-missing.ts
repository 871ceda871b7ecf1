/** The method takes an arg that no field declares. */
import { z } from "zod";
import { command, Model, videoOut } from "../../server/index.ts";

export default class Wrong extends Model {
  static readonly id = "wrong";
  static readonly tracks = { main: videoOut({ width: 4, height: 4 }) };
  *startSession() {}

  @command("Moves.", { x: z.number() }) // error: Property 'y' is missing
  move({ x, y }: { x: number; y: number }) {
    return x + y;
  }
}

/** The method takes a string where its field is a number. */
import { z } from "zod";
import { command, Model, videoOut } from "../../server/index.ts";

export default class Wrong extends Model {
  static readonly id = "wrong";
  static readonly tracks = { main: videoOut({ width: 4, height: 4 }) };
  *startSession() {}

  @command("Sets the speed.", { speed: z.number() }) // error: Types of property 'speed' are incompatible
  setSpeed({ speed }: { speed: string }) {
    return speed;
  }
}

/** A command belongs to the instance, which has the session's state. */
import { command, Model, videoOut } from "../../server/index.ts";

export default class Wrong extends Model {
  static readonly id = "wrong";
  static readonly tracks = { main: videoOut({ width: 4, height: 4 }) };
  *startSession() {}

  @command("Jumps.") // error: Type 'true' is not assignable to type 'false'
  static jump() {}
}

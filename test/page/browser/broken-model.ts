/** A model whose load() fails, for the page to say so. */
import { Model, type Session, videoOut } from "worldport";

export default class BrokenModel extends Model {
  static readonly id = "broken-model";
  static readonly tracks = { main: videoOut({ width: 64, height: 36 }) };
  override load(): void {
    throw new Error("The weights are missing. Download them.");
  }
  *startSession(session: Session) {
    yield session.frame();
  }
}

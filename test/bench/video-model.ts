/** The model of the `webrtc` bench: its pictures say when they were ready. */
import { Model, type Session, type Tracks, videoOut, type Yielded } from "worldport";
import { z } from "zod";
import { VideoPicture } from "./video-picture.ts";

const settings = z.object({
  width: z.coerce.number().int().default(640),
  height: z.coerce.number().int().default(360),
  fps: z.coerce.number().default(30),
  grain: z.coerce.number().int().default(0).describe("A camera's grain, of 255."),
});

export default class VideoModel extends Model {
  static readonly id = "bench";
  static readonly settings = settings;
  static tracks({ width, height, fps }: z.output<typeof settings>): Tracks {
    return { main: videoOut({ width, height, fps }) };
  }

  #grain = 0;

  override load(loading: { readonly settings: Readonly<Record<string, unknown>> }): void {
    this.#grain = Number(loading.settings["grain"] ?? 0);
  }

  *startSession(session: Session): Generator<Yielded, void, void> {
    const { width = 0, height = 0 } = session.tracks["main"] ?? {};
    const picture = new VideoPicture(width, height, this.#grain);
    for (let n = 1; ; n++) {
      const frame = session.frame("main", width, height);
      frame.data.set(picture.draw(n));
      yield frame;
    }
  }
}

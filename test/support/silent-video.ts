/** A video encoding that offers codecs and sends no picture, for tests of what surrounds it. */

import type { Watching } from "../../server/media/track-carrier.ts";
import type { VideoEncoding } from "../../server/media/video-encoding.ts";

export const silentVideo: VideoEncoding = {
  encodes: ["vp8"],
  problem: "",
  prepare: () => undefined,
  close: () => undefined,
  describe: ({ width, height, fps }, _wish, codec) => ({ format: codec, width, height, fps }),
  watch: ({ feed }, wish): Watching => {
    const delivery = feed.add(wish, null, (_message, done) => done());
    return {
      get counters() {
        return delivery.counters;
      },
      seen: () => undefined,
      end: () => feed.remove(delivery),
    };
  },
};

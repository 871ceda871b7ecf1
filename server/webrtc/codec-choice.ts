/** Which of an offer's codecs are used: the server's order counts, and of H.264 the form every decoder takes. */
import type { VideoCodec } from "../media/video-codec.ts";
import type { OfferedCodec, OfferedSection } from "./offer.ts";

export interface ChosenCodec {
  readonly codec: VideoCodec;
  /** The codec's payload type and, where offered, that of its retransmissions. */
  readonly payloadTypes: readonly number[];
}

/** The first of `wanted` that a section offers, or null. */
export function chooseCodec(section: OfferedSection, wanted: readonly VideoCodec[]): ChosenCodec | null {
  for (const codec of wanted) {
    const best = section.codecs.filter((one) => one.name === codec).sort((a, b) => rank(a) - rank(b))[0];
    if (best === undefined) continue;
    const again = section.codecs.find(
      ({ name, parameters }) => name === "rtx" && parameters.split(";")[0]?.trim() === `apt=${best.payloadType}`,
    );
    return { codec, payloadTypes: [best.payloadType, ...(again === undefined ? [] : [again.payloadType])] };
  }
  return null;
}

/**
 * Baseline H.264 in several packets per picture is what encoders here make; other profiles' decoders read it as well.
 * Who offers no packetization-mode=1 gets it all the same, at the last: GStreamer names no mode, and takes any.
 */
function rank(codec: OfferedCodec): number {
  if (codec.name !== "h264") return 0;
  return profileRank(codec) + (/packetization-mode=1/.test(codec.parameters) ? 0 : 100);
}

function profileRank({ parameters }: OfferedCodec): number {
  const profile = /profile-level-id=([0-9a-f]{6})/i.exec(parameters)?.[1]?.toLowerCase() ?? "42";
  return ["42e0", "4200", "42", "4d"].findIndex((start) => profile.startsWith(start)) + 1 || 9;
}

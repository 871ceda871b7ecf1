/** What a peer is made with, and werift's configuration made from it. */
import {
  type PeerConfig,
  RTCRtpCodecParameters,
  RTCRtpHeaderExtensionParameters,
  useNACK,
  useOPUS,
  usePLI,
  useREMB,
} from "werift";
import type { VideoCodec } from "../../media/video-codec.ts";
import type { OfferedSection } from "../offer.ts";
import { hostAddresses, isBoundTo, type NetworkOptions } from "../peer-network.ts";

export interface PeerOptions extends NetworkOptions {
  /** Codecs pictures can be sent in, the best first; and those that can be decoded. */
  readonly encodes: readonly VideoCodec[];
  readonly decodes: readonly VideoCodec[];
  /**
   * Which track of the model each video section of the offer is for, by mid; a section left out is answered inactive.
   * `out` goes to the peer, `in` comes from it.
   */
  readonly assign: (videos: readonly OfferedSection[]) => ReadonlyMap<string, PeerTrackName>;
  /** Time to connect after the answer; beyond it the peer is closed. */
  readonly connectTimeoutMs: number;
  /** A peer nothing was heard from for this long is closed. */
  readonly silenceTimeoutMs: number;
  /** STUN or TURN servers did not give what they were asked for in so many ms; the offer is answered without it. */
  readonly onIceServersSilent: (afterMs: number) => void;
  /** Largest data channel message this side takes in. */
  readonly maxMessageBytes: number;
}

export interface PeerTrackName {
  readonly name: string;
  readonly direction: "out" | "in";
}

/** Header extension that tells the receiver how much delay it may add. */
export const PLAYOUT_DELAY = "http://www.webrtc.org/experiments/rtp-hdrext/playout-delay";
/** When each packet was sent. Chromium estimates from it the bandwidth it can receive, and tells it as REMB. */
export const ABS_SEND_TIME = "http://www.webrtc.org/experiments/rtp-hdrext/abs-send-time";
const EXTENSIONS = ["urn:ietf:params:rtp-hdrext:sdes:mid", ABS_SEND_TIME, PLAYOUT_DELAY];

/** `isLite`: the server only answers the peer's ICE checks, which suffices where it is reached by its own addresses. */
export function peerConfiguration(options: PeerOptions, isLite: boolean): Partial<PeerConfig> {
  const { host, ports, iceServers, maxMessageBytes } = options;
  const feedback = [useNACK(), usePLI(), useREMB()];
  const video = (mimeType: string): RTCRtpCodecParameters =>
    new RTCRtpCodecParameters({ mimeType, clockRate: 90_000, rtcpFeedback: feedback });
  const [first = "127.0.0.1"] = hostAddresses(host);
  return {
    codecs: {
      // Offers with sound are answered "inactive", for which werift needs a codec in common.
      audio: [useOPUS()],
      video: [
        video("video/VP8"),
        video("video/H264"),
        new RTCRtpCodecParameters({ mimeType: "video/rtx", clockRate: 90_000 }),
      ],
    },
    headerExtensions: { audio: [], video: EXTENSIONS.map((uri) => new RTCRtpHeaderExtensionParameters({ uri })) },
    bundlePolicy: "max-bundle",
    iceLite: isLite,
    iceServers: iceServers.map((server) => ({ ...server })),
    // One socket on one address; it hears the others as well.
    iceUseIpv4: false,
    iceUseIpv6: false,
    iceAdditionalHostAddresses: [first],
    ...(isBoundTo(host) ? { iceInterfaceAddresses: { udp4: host } } : {}),
    ...(ports === null ? {} : { icePortRange: [...ports] as [number, number] }),
    maxMessageSize: maxMessageBytes,
  };
}

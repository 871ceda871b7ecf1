/** SDP offers as browsers write them, for tests that need no browser. */

export interface OfferParts {
  /** Codec lines of the video section: payload type and name. */
  readonly codecs?: readonly (readonly [number, string])[];
  readonly direction?: "recvonly" | "sendonly" | "sendrecv" | "inactive";
  readonly channel?: boolean;
  readonly ufrag?: string;
}

export const VP8 = [
  [96, "VP8/90000"],
  [97, "rtx/90000"],
] as const;

/** An offer with one video section, from a peer nobody answers to. */
export function offerText({
  codecs = VP8,
  direction = "recvonly",
  channel = false,
  ufrag = "abcd",
}: OfferParts = {}): string {
  const credentials = [
    `a=ice-ufrag:${ufrag}`,
    "a=ice-pwd:0123456789abcdef01234567",
    "a=ice-options:trickle",
    `a=fingerprint:sha-256 ${Array.from({ length: 32 }, () => "AB").join(":")}`,
    "a=setup:actpass",
  ];
  const video = [
    `m=video 9 UDP/TLS/RTP/SAVPF ${codecs.map(([type]) => type).join(" ")}`,
    "c=IN IP4 0.0.0.0",
    "a=rtcp:9 IN IP4 0.0.0.0",
    ...credentials,
    "a=mid:0",
    "a=extmap:2 http://www.webrtc.org/experiments/rtp-hdrext/abs-send-time",
    "a=extmap:5 http://www.webrtc.org/experiments/rtp-hdrext/playout-delay",
    "a=extmap:9 urn:ietf:params:rtp-hdrext:sdes:mid",
    `a=${direction}`,
    "a=rtcp-mux",
    ...codecs.flatMap(([type, name]) => [
      `a=rtpmap:${type} ${name}`,
      ...(name.startsWith("rtx") ? [`a=fmtp:${type} apt=${type - 1}`] : []),
      ...(name.startsWith("rtx")
        ? []
        : ["goog-remb", "transport-cc", "nack", "nack pli"].map((one) => `a=rtcp-fb:${type} ${one}`)),
      ...(name.startsWith("H264")
        ? [`a=fmtp:${type} level-asymmetry-allowed=1;packetization-mode=1;profile-level-id=42e01f`]
        : []),
    ]),
  ];
  const data = [
    "m=application 9 UDP/DTLS/SCTP webrtc-datachannel",
    "c=IN IP4 0.0.0.0",
    ...credentials,
    "a=mid:1",
    "a=sctp-port:5000",
    "a=max-message-size:262144",
  ];
  const head = ["v=0", "o=- 4611731400430051336 2 IN IP4 127.0.0.1", "s=-", "t=0 0"];
  const lines = [...head, `a=group:BUNDLE 0${channel ? " 1" : ""}`, ...video, ...(channel ? data : [])];
  return `${lines.join("\r\n")}\r\n`;
}

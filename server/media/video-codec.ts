/** Codecs of video, as SDP names them in lower case. */
export type VideoCodec = "vp8" | "h264";

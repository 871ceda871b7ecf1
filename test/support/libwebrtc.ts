/** Google's WebRTC in Node (`@roamhq/wrtc`): the part of it that tests use, typed without the DOM. */
import { createRequire } from "node:module";

export interface Channel {
  readonly readyState: "connecting" | "open" | "closing" | "closed";
  onopen: (() => void) | null;
  onclose: (() => void) | null;
  onmessage: ((event: { readonly data: string | ArrayBuffer }) => void) | null;
  send(data: string | Uint8Array): void;
  close(): void;
}

export interface Candidate {
  readonly candidate: string;
  readonly sdpMid: string | null;
  readonly sdpMLineIndex: number | null;
}

export interface Track {
  readonly kind: string;
  stop(): void;
}

export interface Transceiver {
  readonly mid: string | null;
  readonly sender: { replaceTrack(track: Track | null): Promise<void> };
  setCodecPreferences?(codecs: readonly { readonly mimeType: string }[]): void;
}

export interface Description {
  readonly type: "offer" | "answer";
  readonly sdp: string;
}

export interface PeerConnection {
  readonly connectionState: string;
  readonly iceGatheringState: string;
  readonly localDescription: Description | null;
  onicecandidate: ((event: { readonly candidate: Candidate | null }) => void) | null;
  onicegatheringstatechange: (() => void) | null;
  onconnectionstatechange: (() => void) | null;
  ontrack: ((event: { readonly track: Track; readonly transceiver: Transceiver }) => void) | null;
  createDataChannel(label: string, options?: { readonly ordered?: boolean }): Channel;
  addTransceiver(kind: string | Track, options: { readonly direction: string }): Transceiver;
  createOffer(): Promise<Description>;
  createAnswer(): Promise<Description>;
  setLocalDescription(description: Description): Promise<void>;
  setRemoteDescription(description: Description): Promise<void>;
  getStats(): Promise<Map<string, Readonly<Record<string, unknown>>>>;
  close(): void;
}

/** A picture of I420 (planes Y, U, V one after the other) or RGBA bytes. */
export interface Picture {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array;
}

export interface VideoSink {
  onframe: ((event: { readonly frame: Picture }) => void) | null;
  stop(): void;
}

export interface VideoSource {
  createTrack(): Track;
  onFrame(picture: Picture): void;
}

interface Libwebrtc {
  readonly RTCPeerConnection: new (options?: { readonly iceServers?: readonly object[] }) => PeerConnection;
  readonly nonstandard: {
    readonly RTCVideoSink: new (track: Track) => VideoSink;
    readonly RTCVideoSource: new () => VideoSource;
    i420ToRgba(from: Picture, to: Picture): void;
    rgbaToI420(from: Picture, to: Picture): void;
  };
}

export const libwebrtc = createRequire(import.meta.url)("@roamhq/wrtc") as Libwebrtc;

/** Calls `run` with each picture of a track, as RGBA. Gives what ends it. */
export function watchPictures(track: Track, run: (picture: Picture) => void): () => void {
  const sink = new libwebrtc.nonstandard.RTCVideoSink(track);
  sink.onframe = ({ frame }) => {
    const { width, height } = frame;
    const rgba = { width, height, data: new Uint8Array(width * height * 4) };
    libwebrtc.nonstandard.i420ToRgba(frame, rgba);
    run(rgba);
  };
  return () => sink.stop();
}

/**
 * A client on a WebRTC peer: the data channel's bytes → checked messages → a conversation, and back; its pictures go as
 * video. A peer that has no such channel looks on.
 */
import { decodeMessage, encodeMessage } from "../../shared-schema/codec.ts";
import { type ErrorCode, ProtocolError } from "../../shared-schema/errors.ts";
import type { Limits } from "../../shared-schema/limits.ts";
import {
  type FrameHead,
  PROTOCOL_VERSION,
  readClientMessage,
  type ServerMessage,
  SUBPROTOCOL,
} from "../../shared-schema/messages.ts";
import type { VideoDecoding } from "../media/video-decoding.ts";
import type { VideoEncoding } from "../media/video-encoding.ts";
import { askedBefore, type Connection, type ConnectionEvents, type Entrance } from "../transports/connection.ts";
import { type InSize, PeerInputs } from "./peer-inputs.ts";
import { PeerVideo } from "./peer-video.ts";
import type { Peer, PeerEnd } from "./werift/peer.ts";
import type { PeerChannel } from "./werift/peer-channel.ts";

export interface PeerLinkOptions {
  readonly limits: Limits;
  readonly stage: Pick<Entrance, "accept">;
  readonly encoding: VideoEncoding;
  readonly decoding: VideoDecoding;
  /** Bounds of an in track; null when there is none of this name. */
  readonly sizeOf: (name: string) => InSize | null;
}

/** After a farewell the channel has this long to carry it before the peer is ended. */
const FAREWELL_MS = 300;

export class PeerLink implements Connection {
  readonly transport = "webrtc";
  readonly framesToken = "";
  readonly carrier: PeerVideo;
  readonly #inputs: PeerInputs;
  readonly #peer: Peer;
  readonly #options: PeerLinkOptions;
  #events: ConnectionEvents | null = null;
  #channel: PeerChannel | null = null;
  #waiting: NodeJS.Timeout | undefined;
  #isClosing = false;

  /** Waits for the peer's channel where its offer asks for channels; otherwise, or in vain, the peer is a spectator. */
  constructor(peer: Peer, options: PeerLinkOptions) {
    this.#peer = peer;
    this.#options = options;
    this.carrier = new PeerVideo(peer.outs, options.encoding, (head, timestamp) => this.#pictureSent(head, timestamp));
    this.#inputs = new PeerInputs({
      ins: peer.ins,
      decoding: options.decoding,
      sizeOf: options.sizeOf,
      deliver: (frame) => this.#events?.message(frame),
    });
    peer.onClosed((end) => this.#ended(end));
    peer.onDataChannel((channel) => this.#open(channel));
    peer.onConnected(() => {
      if (!peer.hasChannels) return this.#lookOn();
      this.#waiting = setTimeout(() => this.#lookOn(), options.limits.hello_timeout_ms);
    });
  }

  send(message: ServerMessage): void {
    if (message.type === "welcome" || message.type === "state")
      this.#inputs.setDriving(message.body.role === "driver" && !this.#isClosing);
    if (this.#isClosing || this.#channel === null) return;
    if (this.#channel.bufferedAmount > this.#options.limits.max_send_buffer_bytes)
      return this.close("too_slow", "The channel's send buffer ran over (max_send_buffer_bytes).");
    this.#write(message.type, message.body);
  }

  /** Pictures of a peer are video; a whole frame would not fit into a channel's message. */
  sendFrame(_message: Uint8Array, done: () => void): void {
    done();
  }

  close(code: ErrorCode, reason: string): void {
    if (this.#isClosing) return;
    this.#write("bye", { code, reason });
    this.#isClosing = true;
    clearTimeout(this.#waiting);
    if (this.#channel === null) return void this.#peer.close();
    this.#channel.close();
    setTimeout(() => void this.#peer.close(), FAREWELL_MS).unref();
  }

  #pictureSent(head: FrameHead, timestamp: number): void {
    this.send({ type: "frame", body: { ...head, rtp_timestamp: timestamp } });
  }

  #open(channel: PeerChannel): void {
    if (channel.label !== SUBPROTOCOL || this.#channel !== null || this.#events !== null || this.#isClosing)
      // It is open only when this call has returned.
      return void setImmediate(() => channel.close());
    clearTimeout(this.#waiting);
    this.#channel = channel;
    const events = this.#options.stage.accept(this, askedBefore);
    this.#events = events;
    channel.onMessage((bytes) => this.#receive(events, bytes));
    // A browser that closes its peer closes its channels first; there is nothing left to wait for.
    channel.onClosed(() => void this.#peer.close());
  }

  #receive(events: ConnectionEvents, bytes: string | Buffer): void {
    const { limits } = this.#options;
    try {
      if (typeof bytes === "string")
        throw new ProtocolError("bad_message", "A text message came; every message is one binary MessagePack value.");
      events.message(readClientMessage(decodeMessage(bytes, limits.max_depth, limits.max_values)));
    } catch (error) {
      if (!(error instanceof ProtocolError)) throw error;
      events.malformed(error);
    }
  }

  #lookOn(): void {
    if (this.#events !== null || this.#isClosing) return;
    this.#events = this.#options.stage.accept(this, askedBefore);
    const client = { name: "WHEP player", version: "" };
    this.#events.message({ type: "hello", body: { protocol: PROTOCOL_VERSION, client, role: "spectator" } });
  }

  #write(type: ServerMessage["type"], body: object): void {
    if (this.#channel === null) return;
    try {
      this.#channel.send(encodeMessage(type, body));
    } catch {
      // The peer said how much it takes in one message (a=max-message-size), and this is more.
      this.#isClosing = true;
      void this.#peer.close();
    }
  }

  #ended(end: PeerEnd): void {
    this.#isClosing = true;
    this.#inputs.close();
    clearTimeout(this.#waiting);
    const events = this.#events;
    this.#events = null;
    // A spectator without channel can't come back as itself: it leaves no place behind.
    if (this.#channel === null && end !== "failed") events?.message({ type: "bye", body: {} });
    events?.closed();
  }
}

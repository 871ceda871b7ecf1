/**
 * A peer of one of Reactor's clients: its channels `data` and `control` → a connection. Where a `control` channel is
 * there, tracks are sent when asked for; otherwise at once.
 */
import { ProtocolError } from "../../shared-schema/errors.ts";
import type { TrackCarrier } from "../media/track-carrier.ts";
import type { Entrance } from "../transports/connection.ts";
import type { InSize, PeerInputs, PeerInputsOptions } from "../webrtc/peer-inputs.ts";
import type { Peer } from "../webrtc/werift/peer.ts";
import type { PeerChannel } from "../webrtc/werift/peer-channel.ts";
import { type ControlFrame, readControlFrame, responseText } from "./envelope.ts";
import { ReactorConnection, type ReactorConnectionOptions } from "./reactor-connection.ts";

export interface ReactorLinkOptions
  extends Omit<
    ReactorConnectionOptions,
    "channel" | "carrier" | "tracks" | "end" | "welcomed" | "roleTold" | "resume"
  > {
  readonly stage: Pick<Entrance, "accept">;
  /** Sends tracks by a peer. */
  readonly carrierOf: (peer: Peer) => TrackCarrier;
  /** Takes in tracks of a peer in, while its client drives. */
  readonly inputsOf: (
    peer: Peer,
    options: Pick<PeerInputsOptions, "sizeOf" | "deliver">,
  ) => Pick<PeerInputs, "setDriving" | "close">;
}

/** After a farewell the channel has this long to carry it before the peer is ended. */
const FAREWELL_MS = 300;

export class ReactorLink {
  readonly #peer: Peer;
  readonly #options: ReactorLinkOptions;
  readonly #resume: string | null;
  readonly #inputs: Pick<PeerInputs, "setDriving" | "close">;
  readonly #welcomed: (resume: string) => void;
  /** Tracks asked for on `control`; null while there is no such channel. */
  #wanted: Set<string> | null = null;
  #connection: ReactorConnection | null = null;
  #waiting: NodeJS.Timeout | undefined;

  /** @param welcomed is called with the client's resume token. */
  constructor(peer: Peer, options: ReactorLinkOptions, resume: string | null, welcomed: (resume: string) => void) {
    this.#peer = peer;
    this.#options = options;
    this.#resume = resume;
    this.#welcomed = welcomed;
    this.#inputs = options.inputsOf(peer, {
      sizeOf: (name) => this.#sizeOf(name),
      deliver: (frame) => this.#connection?.deliver(frame),
    });
    peer.onClosed(() => {
      clearTimeout(this.#waiting);
      this.#inputs.close();
      this.#connection?.ended();
    });
    peer.onConnected(() => {
      this.#waiting = setTimeout(() => void peer.close(), options.limits.hello_timeout_ms);
    });
    peer.onDataChannel((channel) => {
      if (channel.label === "data" && this.#connection === null) this.#openData(channel);
      else if (channel.label === "control" && this.#wanted === null) this.#openControl(channel);
      else channel.close();
    });
  }

  #openData(channel: PeerChannel): void {
    clearTimeout(this.#waiting);
    const connection = new ReactorConnection({
      ...this.#options,
      channel,
      carrier: this.#options.carrierOf(this.#peer),
      resume: this.#resume,
      tracks: this.#wanted === null ? null : [...this.#wanted],
      welcomed: (welcome) => this.#welcomed(welcome.resume),
      roleTold: (role) => this.#inputs.setDriving(role === "driver"),
      end: () => {
        setTimeout(() => void this.#peer.close(), FAREWELL_MS).unref();
      },
    });
    this.#connection = connection;
    connection.begin(this.#options.stage);
    channel.onMessage((text) => connection.receive(text));
    // A browser that closes its peer closes its channels first; there is nothing left to wait for.
    channel.onClosed(() => void this.#peer.close());
  }

  #openControl(channel: PeerChannel): void {
    // Once tracks are sent, a late control channel doesn't stop them.
    this.#wanted = new Set(this.#connection === null ? [] : this.#peer.outs.map(({ name }) => name));
    channel.onMessage((text) => {
      try {
        this.#control(readControlFrame(text, this.#options.limits), channel);
      } catch (error) {
        if (!(error instanceof ProtocolError)) throw error;
        this.#connection?.complain(error.code, error.message);
      }
    });
  }

  #control(frame: ControlFrame, channel: PeerChannel): void {
    const name = frame.data?.name ?? "";
    if (frame.type === "request") {
      const refusal = frame.method === "publish_track" ? this.#publishRefusal(name) : unknownMethod(frame.method);
      return channel.send(responseText(frame, refusal));
    }
    // What is published is taken from its first picture to its last; `unpublish_track` needs nothing done.
    if (frame.event !== "resume_track" && frame.event !== "pause_track") return;
    const isWanted = frame.event === "resume_track";
    const isOut = this.#peer.outs.some((track) => track.name === name);
    if (!isOut || this.#wanted?.has(name) === isWanted) return;
    if (isWanted) this.#wanted?.add(name);
    else this.#wanted?.delete(name);
    this.#connection?.sendTrack(name, isWanted);
  }

  #sizeOf(name: string): InSize | null {
    const track = this.#options.document()?.tracks.find((one) => one.direction === "in" && one.name === name);
    return track === undefined ? null : { maxWidth: track.max_width, maxHeight: track.max_height };
  }

  #publishRefusal(name: string): { code: string; message: string } | null {
    const inputs = (this.#options.document()?.tracks ?? []).filter((track) => track.direction === "in");
    if (!inputs.some((track) => track.name === name))
      return {
        code: "publish_refused",
        message: `There is no in track "${name}". There is: ${inputs.map((track) => track.name).join(", ") || "none"}.`,
      };
    if (this.#connection?.role === "driver") return null;
    return { code: "publish_refused", message: "Only the driver may publish a track. Wait for your turn." };
  }
}

function unknownMethod(method: string): { code: string; message: string } {
  return { code: "invalid_command", message: `There is no method "${method}". There is: publish_track.` };
}

/**
 * The data channel of a WebRTC peer as a socket, for a link whose pictures come as video: the server's STUN and TURN
 * servers → offer → POST /whep → answer → channel `worldport.v1`.
 */
import { type IceServer, iceServersOf } from "./ice-servers.ts";
import { CLOSE_CODES } from "./link-ends.ts";
import type { Socket, SocketConstructor } from "./socket.ts";

/** What is needed of an RTCPeerConnection: of a browser, or of a package for Node that has one. */
export interface PeerConnection {
  readonly localDescription: { readonly sdp: string } | null;
  readonly connectionState: string;
  onicecandidate:
    | ((event: { readonly candidate: { readonly candidate: string; readonly sdpMid: string | null } | null }) => void)
    | null;
  onconnectionstatechange: (() => void) | null;
  ontrack: ((event: { readonly track: unknown; readonly streams: readonly unknown[] }) => void) | null;
  getConfiguration(): PeerConfiguration;
  setConfiguration(configuration: PeerConfiguration): void;
  createDataChannel(label: string): Channel;
  addTransceiver(kind: "video", init: { readonly direction: "recvonly" | "sendonly" }): { readonly sender: unknown };
  setLocalDescription(): Promise<void>;
  setRemoteDescription(description: { readonly type: "answer"; readonly sdp: string }): Promise<void>;
  close(): void;
}

interface PeerConfiguration {
  iceServers?: { urls: string | string[]; username?: string; credential?: string }[];
}

interface Channel {
  binaryType: string;
  readonly readyState: string;
  readonly bufferedAmount: number;
  onopen: (() => void) | null;
  onmessage: ((event: never) => void) | null;
  onclose: (() => void) | null;
  send(bytes: Uint8Array<ArrayBuffer>): void;
}

export interface PeerSocketOptions {
  /** Makes a peer connection; the STUN and TURN servers that the server names are added to its own. */
  readonly connect: () => PeerConnection;
  /** The server's token, "" when it wants none. */
  readonly token: () => string;
  /** How many out tracks to receive and in tracks to send, in the model's order; asked anew for each link. One and none if left out. */
  readonly receive?: () => number;
  readonly send?: () => number;
  /** A track's picture is there: a MediaStreamTrack, and its streams, whose id is the track's name. */
  readonly onTrack?: (track: unknown, streams: readonly unknown[]) => void;
  /** The senders (RTCRtpSender) of the in tracks, in the model's order; anew with each link. */
  readonly onSenders?: (senders: readonly unknown[]) => void;
  /**
   * The server is there, but no channel came about: `code` is the protocol's, or "" when the peers did not find each
   * other. A channel that was open and ends is no such problem: its link opens another one.
   */
  readonly onProblem?: (code: string, sentence: string) => void;
}

/** `readyState`s of a socket. */
const CONNECTING = 0;
const IS_OPEN = 1;
const CLOSED = 3;
/** A peer that lost its way may find another one for this long. */
const LOST_MS = 4_000;
/** From the answer until the channel is open; a link gives a socket 10 s in all, the answer's time included. */
const OPEN_MS = 6_000;

/** Makes the sockets of a link; the address given to them is the one of `/ws`, which is left for that of `/whep`. */
export function peerSockets(options: PeerSocketOptions): SocketConstructor {
  return class extends PeerSocket {
    constructor(url: string, subprotocol: string) {
      super(url, subprotocol, options);
    }
  };
}

class PeerSocket implements Socket {
  binaryType = "arraybuffer";
  readyState = CONNECTING;
  onopen: ((event: never) => void) | null = null;
  onmessage: ((event: never) => void) | null = null;
  onclose: ((event: never) => void) | null = null;
  onerror: ((event: never) => void) | null = null;
  readonly #options: PeerSocketOptions;
  readonly #url: string;
  readonly #peer: PeerConnection;
  readonly #channel: Channel;
  /** Candidates found before the resource is known. */
  #candidates: { candidate: string; sdpMid: string | null }[] = [];
  #resource: string | null = null;
  #lost: ReturnType<typeof setTimeout> | undefined;
  #late: ReturnType<typeof setTimeout> | undefined;

  constructor(url: string, subprotocol: string, options: PeerSocketOptions) {
    this.#options = options;
    this.#url = url.replace(/^ws/, "http").replace(/\/ws$/, "/whep");
    this.#peer = options.connect();
    this.#peer.ontrack = ({ track, streams }) => options.onTrack?.(track, streams);
    this.#peer.onconnectionstatechange = () => this.#follow(this.#peer.connectionState);
    this.#peer.onicecandidate = ({ candidate }) => {
      if (candidate === null) return;
      this.#candidates.push(candidate);
      void this.#trickle();
    };
    const [receive, send] = [options.receive?.() ?? 1, options.send?.() ?? 0];
    for (let n = 0; n < receive; n++) this.#peer.addTransceiver("video", { direction: "recvonly" });
    const sending = Array.from({ length: send }, () => this.#peer.addTransceiver("video", { direction: "sendonly" }));
    options.onSenders?.(sending.map(({ sender }) => sender));
    this.#channel = this.#peer.createDataChannel(subprotocol);
    this.#channel.binaryType = "arraybuffer";
    this.#channel.onopen = () => {
      clearTimeout(this.#late);
      this.readyState = IS_OPEN;
      this.onopen?.(undefined as never);
    };
    this.#channel.onmessage = (event) => this.onmessage?.(event);
    this.#channel.onclose = () => this.#end("", "The data channel was closed.");
    void this.#connect();
  }

  get bufferedAmount(): number {
    return this.#channel.bufferedAmount;
  }

  send(bytes: Uint8Array<ArrayBuffer>): void {
    if (this.readyState === IS_OPEN) this.#channel.send(bytes);
  }

  close(): void {
    this.#end("", "");
  }

  async #connect(): Promise<void> {
    try {
      const named = await this.#iceServers();
      if (this.readyState === CLOSED) return;
      if (named.length > 0) {
        const { iceServers = [], ...given } = this.#peer.getConfiguration();
        this.#peer.setConfiguration({ ...given, iceServers: [...iceServers, ...named] });
      }
      await this.#peer.setLocalDescription();
      const response = await this.#offer(this.#peer.localDescription?.sdp ?? "");
      if (response === null) return this.#close(1006, "The server can't be reached.");
      if (!response.ok) {
        const { code, message } = await errorOf(response);
        return this.#end(code, message);
      }
      const location = response.headers.get("Location");
      if (location !== null) this.#resource = new URL(location, this.#url).href;
      const sdp = await response.text();
      if (this.readyState === CLOSED) return this.#forget();
      const seconds = OPEN_MS / 1000;
      const blocked = `No data channel opened within ${seconds} s; a firewall may keep UDP from the server's ports.`;
      this.#late = setTimeout(() => this.#end("", blocked), OPEN_MS);
      await this.#peer.setRemoteDescription({ type: "answer", sdp });
      await this.#trickle();
    } catch (error) {
      this.#end("", error instanceof Error ? error.message : String(error));
    }
  }

  /** None, too, when the server does not say: the offer's answer tells what is wrong. */
  async #iceServers(): Promise<IceServer[]> {
    try {
      const response = await this.#fetch("OPTIONS", this.#url);
      return iceServersOf(response.headers.get("Link") ?? "");
    } catch {
      return [];
    }
  }

  /** The answer to the offer; null when the server does not answer at all. */
  async #offer(sdp: string): Promise<Response | null> {
    try {
      return await this.#fetch("POST", this.#url, "application/sdp", sdp);
    } catch {
      return null;
    }
  }

  #follow(state: string): void {
    clearTimeout(this.#lost);
    const end = (): void => this.#end("", "The peer connection was lost.");
    if (state === "failed" || state === "closed") end();
    else if (state === "disconnected") this.#lost = setTimeout(end, LOST_MS);
  }

  /** Sends the candidates found since; they matter only where the server reaches clients through STUN or TURN. */
  async #trickle(): Promise<void> {
    if (this.#resource === null || this.#candidates.length === 0 || this.readyState === CLOSED) return;
    const found = this.#candidates;
    this.#candidates = [];
    const lines = found.map(({ candidate, sdpMid }) => `a=mid:${sdpMid ?? "0"}\r\na=${candidate}`);
    try {
      await this.#fetch("PATCH", this.#resource, "application/trickle-ice-sdpfrag", `${lines.join("\r\n")}\r\n`);
    } catch {
      // The peers may find each other without; if not, the connection's own end says so.
    }
  }

  #fetch(method: string, url: string, type?: string, body?: string): Promise<Response> {
    const token = this.#options.token();
    const authorization: Record<string, string> = token === "" ? {} : { authorization: `Bearer ${token}` };
    return fetch(url, {
      method,
      headers: { ...authorization, ...(type === undefined ? {} : { "content-type": type }) },
      ...(body === undefined ? {} : { body }),
    });
  }

  #end(code: string, sentence: string): void {
    if (this.readyState === CLOSED) return;
    const hadChannel = this.readyState === IS_OPEN;
    if (sentence !== "" && !hadChannel) this.#options.onProblem?.(code, sentence);
    const [known = 1006] = [...CLOSE_CODES].find(([, name]) => name === code) ?? [];
    this.#close(known, sentence);
  }

  #close(code: number, reason: string): void {
    if (this.readyState === CLOSED) return;
    const wasOpen = this.readyState === IS_OPEN;
    this.readyState = CLOSED;
    clearTimeout(this.#lost);
    clearTimeout(this.#late);
    this.#peer.close();
    // The end of an open channel reaches the server by itself.
    if (!wasOpen) this.#forget();
    this.onclose?.({ code, reason } as never);
  }

  /** Lets the server end the peer at once. */
  #forget(): void {
    if (this.#resource === null) return;
    const resource = this.#resource;
    this.#resource = null;
    void this.#fetch("DELETE", resource).catch(() => undefined);
  }
}

async function errorOf(response: Response): Promise<{ code: string; message: string }> {
  try {
    return ((await response.json()) as { error: { code: string; message: string } }).error;
  } catch {
    return { code: "", message: `POST /whep was answered with ${response.status}.` };
  }
}

/**
 * A client of Reactor's local API as its SDK 2.12 speaks it, by hand, on libwebrtc in Node: connections, trickled
 * candidates, `control` before `data`. Literals only: what is sent here is what such clients send.
 */
import assert from "node:assert/strict";
import type { TestContext } from "node:test";
import { type Barcode, readBarcode } from "../../server/models/testcard/barcode.ts";
import { type Candidate, type Channel, libwebrtc, type PeerConnection, watchPictures } from "../support/libwebrtc.ts";
import { eventually } from "../support/test-server.ts";

const WEBRTC_HEADERS = { Authorization: "Bearer local", "Reactor-WebRTC-Version": "1.0" };
const JSON_HEADERS = { ...WEBRTC_HEADERS, "Content-Type": "application/json" };

// biome-ignore lint/suspicious/noExplicitAny: bodies are read by literal keys.
export type Body = any;

export class NodeClient {
  readonly url: string;
  readonly sessionId: string;
  readonly connectionId: number;
  readonly tracks: readonly Body[];
  /** Everything that came over `data` and `control`, oldest first. */
  readonly heard: Body[] = [];
  /** What the newest picture's barcode says, and how many pictures came. */
  barcode: Barcode | null = null;
  pictures = 0;
  #pc: PeerConnection | null = null;
  #data: Channel | null = null;
  #control: Channel | null = null;
  #unwatch: () => void = () => undefined;

  private constructor(url: string, descriptor: Body, connectionId: number) {
    this.url = url;
    this.sessionId = descriptor.session_id;
    this.tracks = descriptor.capabilities.tracks;
    this.connectionId = connectionId;
  }

  /** Starts, or joins the session with this descriptor, and registers a connection. */
  static async start(t: TestContext, url: string, joining?: Body): Promise<NodeClient> {
    const started =
      joining ??
      (await (
        await fetch(`${url}/start_session`, {
          method: "POST",
          headers: {
            "Content-Type": "application/json",
            "Reactor-API-Version": "1",
            "Reactor-API-Accept-Version": "1",
          },
          body: "{}",
        })
      ).json());
    const at = `${url}/sessions/${started.session_id}/transport/webrtc`;
    const ice = await fetch(`${at}/ice_servers`, { headers: WEBRTC_HEADERS });
    assert.deepEqual([ice.status, await ice.json()], [200, { ice_servers: [] }]);
    const registered = await fetch(`${at}/connections`, { method: "POST", headers: WEBRTC_HEADERS });
    assert.equal(registered.status, 201);
    const { connection_id } = (await registered.json()) as { connection_id: number };
    assert.ok(connection_id > 1000 && connection_id <= 9999);
    const client = new NodeClient(url, started, connection_id);
    t.after(() => client.close());
    return client;
  }

  /** Makes an offer, and waits until both channels are open. `PUT` reconnects. */
  async connect(method: "POST" | "PUT" = "POST"): Promise<void> {
    const pc = new libwebrtc.RTCPeerConnection({ iceServers: [] });
    this.#pc = pc;
    const candidates: Candidate[] = [];
    pc.onicecandidate = ({ candidate }) => {
      if (candidate) candidates.push(candidate);
    };
    pc.ontrack = ({ track }) => {
      this.#unwatch = watchPictures(track, ({ data, width, height }) => {
        this.pictures++;
        this.barcode = readBarcode(data, width, height) ?? this.barcode;
      });
    };
    this.#control = this.#listen(pc.createDataChannel("control"));
    this.#data = this.#listen(pc.createDataChannel("data"));
    const mapping = this.tracks.map((track) => ({
      ...track,
      transceiver: pc.addTransceiver(track.kind, { direction: track.direction }),
    }));
    await pc.setLocalDescription(await pc.createOffer());
    const body = {
      sdp_offer: pc.localDescription?.sdp,
      track_mapping: mapping.map(({ transceiver, ...track }) => ({ ...track, mid: transceiver.mid })),
    };
    const at = `${this.url}/sessions/${this.sessionId}/transport/webrtc/connections/${this.connectionId}`;
    const offered = await fetch(`${at}/sdp_params`, { method, headers: JSON_HEADERS, body: JSON.stringify(body) });
    assert.equal(offered.status, 202, await offered.clone().text());
    assert.deepEqual(await offered.json(), { connection_id: this.connectionId });
    const trickled = await fetch(`${at}/ice_candidates`, {
      method: "POST",
      headers: JSON_HEADERS,
      body: JSON.stringify({
        candidates: candidates.map(({ candidate, sdpMid, sdpMLineIndex }) => ({
          candidate,
          sdp_mid: sdpMid,
          sdp_mline_index: sdpMLineIndex,
        })),
        is_final: false,
      }),
    });
    assert.equal(trickled.status, 202);
    const answered = await fetch(`${at}/sdp_params`, { headers: WEBRTC_HEADERS });
    assert.equal(answered.status, 200);
    const { sdp_answer } = (await answered.json()) as { sdp_answer: string };
    await pc.setRemoteDescription({ type: "answer", sdp: sdp_answer });
    await eventually(
      () => this.#data?.readyState === "open" && this.#control?.readyState === "open",
      "both channels to open",
    );
  }

  command(type: string, data: object, uploads?: object): void {
    this.say({ scope: "application", data: { type, data, ...(uploads === undefined ? {} : { uploads }) } });
  }

  runtime(type: string, data: object = {}): void {
    this.say({ scope: "runtime", data: { type, data } });
  }

  notify(event: string, name: string): void {
    this.#control?.send(JSON.stringify({ type: "notification", event, data: { name } }));
  }

  request(method: string, request_id: string, name: string): void {
    this.#control?.send(JSON.stringify({ type: "request", method, request_id, data: { name } }));
  }

  /** Says anything at all. */
  say(what: object | string | Uint8Array): void {
    const data = typeof what === "string" || what instanceof Uint8Array ? what : JSON.stringify(what);
    this.#data?.send(data);
  }

  /** The first thing heard of this kind: `type` of an enveloped message. */
  async hears(scope: "application" | "runtime", type: string): Promise<Body> {
    const found = (): Body => this.heard.find((one) => one.scope === scope && one.data?.type === type);
    return (await eventually(found, `${scope} message ${type}`)).data.data;
  }

  /** Reserves room for a file. */
  async reserve(name: string, size: number): Promise<Body> {
    const response = await fetch(`${this.url}/sessions/${this.sessionId}/uploads`, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ name, size, mime_type: "text/plain" }),
    });
    assert.equal(response.status, 201);
    return response.json();
  }

  /** Closes the peer as a client does that will come back. */
  close(): void {
    this.#data?.close();
    this.#control?.close();
    this.#unwatch();
    this.#pc?.close();
    this.#pc = null;
  }

  #listen(channel: Channel): Channel {
    channel.onmessage = ({ data }) => this.heard.push(JSON.parse(String(data)));
    return channel;
  }
}

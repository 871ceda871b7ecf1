/** A peer in Node, by libwebrtc: an offer, a data channel and a track, without a browser. */
import assert from "node:assert/strict";
import type { TestContext } from "node:test";
import { decode, encode } from "@msgpack/msgpack";
import wrtc from "@roamhq/wrtc";
import type { Received } from "../support/test-client.ts";

const WAIT_MS = 30_000;

type Peer = InstanceType<typeof wrtc.RTCPeerConnection>;
type Channel = ReturnType<Peer["createDataChannel"]>;

/** Closed peers stay until the process ends, so that @roamhq/wrtc frees nothing of its own while tests run. */
const KEPT: Peer[] = [];

export class NodePeer {
  readonly received: Received[] = [];
  isClosed = false;
  /** Address of its WHEP resource, and the SDP it was answered with. */
  location = "";
  answer = "";
  readonly #peer: Peer;
  readonly #channel: Channel;

  private constructor(peer: Peer, channel: Channel) {
    this.#peer = peer;
    this.#channel = channel;
    channel.binaryType = "arraybuffer";
    channel.onmessage = ({ data }: { readonly data: ArrayBuffer }) => {
      const bytes = new Uint8Array(data);
      const [type, body, payload] = decode(bytes) as [string, Received["body"], Uint8Array | undefined];
      this.received.push(payload === undefined ? { type, body } : { type, body, payload });
    };
    channel.onclose = () => {
      this.isClosed = true;
    };
  }

  /** Connects, and waits until the channel is open. Ends with the test. `answered` comes before the peer's first check. */
  static async connect(
    t: TestContext,
    url: string,
    label = "worldport.v1",
    answered: (answer: string) => Promise<void> = async () => undefined,
  ): Promise<NodePeer> {
    const peer = new wrtc.RTCPeerConnection({ bundlePolicy: "max-bundle" });
    KEPT.push(peer);
    t.after(() => peer.close());
    peer.addTransceiver("video", { direction: "recvonly" });
    const channel = peer.createDataChannel(label);
    const node = new NodePeer(peer, channel);
    let wasOpen = false;
    channel.onopen = () => {
      wasOpen = true;
    };
    await peer.setLocalDescription(await peer.createOffer());
    const headers = { "Content-Type": "application/sdp" };
    const response = await fetch(`${url}/whep`, { method: "POST", headers, body: peer.localDescription?.sdp ?? "" });
    assert.equal(response.status, 201);
    node.location = new URL(response.headers.get("location") ?? "", url).href;
    node.answer = await response.text();
    await answered(node.answer);
    await peer.setRemoteDescription({ type: "answer", sdp: node.answer });
    await node.until(() => wasOpen || node.isClosed, "the channel to open");
    return node;
  }

  /** Connects, says hello and waits for the welcome. */
  static async join(t: TestContext, url: string, hello: object = {}): Promise<NodePeer> {
    const node = await NodePeer.connect(t, url);
    node.send("hello", { protocol: 1, ...hello });
    await node.waitFor("welcome");
    return node;
  }

  send(type: string, body: object): void {
    this.sendRaw(encode([type, body]));
  }

  sendRaw(message: Uint8Array | string): void {
    if (typeof message === "string") this.#channel.send(message);
    else this.#channel.send(new Uint8Array(message));
  }

  async waitFor(type: string, fits: (body: Received["body"]) => boolean = () => true): Promise<Received["body"]> {
    const look = (): Received | undefined => this.received.find((one) => one.type === type && fits(one.body));
    await this.until(() => look() !== undefined, `${type}; got ${this.received.map((one) => one.type).join(", ")}`);
    return look()?.body;
  }

  async until(look: () => boolean, what: string): Promise<void> {
    for (const deadline = Date.now() + WAIT_MS; !look(); ) {
      assert.ok(Date.now() < deadline, `Waited ${WAIT_MS} ms for ${what}.`);
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  }

  /** Goes without a word of the protocol. */
  close(): void {
    this.#peer.close();
  }
}

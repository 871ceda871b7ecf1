/** A stranger on UDP that sends ICE checks: signed with a password, wrongly, or not at all. */
import { createHmac, randomBytes } from "node:crypto";
import { createSocket } from "node:dgram";
import { once } from "node:events";
import type { TestContext } from "node:test";

const ATTRIBUTE = { username: 0x0006, integrity: 0x0008, priority: 0x0024, useCandidate: 0x0025, controlling: 0x802a };
const COOKIE = 0x2112a442;

interface Target {
  readonly port: number;
  readonly ufrag: string;
}

export class StunClient {
  /** What came, oldest first. */
  readonly received: Buffer[] = [];
  readonly #socket = createSocket("udp4");
  readonly #server: Target;

  private constructor(server: Target) {
    this.#server = server;
    this.#socket.on("message", (packet) => this.received.push(packet));
  }

  /** A socket of its own, which ends with the test; `answer` tells where the server is, and its user fragment. */
  static async open(t: TestContext, answer: string): Promise<StunClient> {
    const port = Number(/^a=candidate:\S+ 1 udp \d+ 127\.0\.0\.1 (\d+) typ host/m.exec(answer)?.[1]);
    const client = new StunClient({ port, ufrag: /^a=ice-ufrag:(\S+)/m.exec(answer)?.[1] ?? "" });
    client.#socket.bind(0, "127.0.0.1");
    await once(client.#socket, "listening");
    t.after(() => client.#socket.close());
    return client;
  }

  /** Sends what is no check. */
  send(bytes: Buffer): void {
    this.#socket.send(bytes, this.#server.port, "127.0.0.1");
  }

  /** Names its own address as the one to be used. `password`: null leaves the check unsigned. */
  nominate(password: string | null, { behind = false }: { readonly behind?: boolean } = {}): void {
    const nomination = attribute(ATTRIBUTE.useCandidate, Buffer.alloc(0));
    const body = Buffer.concat([
      attribute(ATTRIBUTE.username, Buffer.from(`${this.#server.ufrag}:stranger`)),
      attribute(ATTRIBUTE.priority, Buffer.from([0x7e, 0xff, 0xff, 0xff])),
      attribute(ATTRIBUTE.controlling, randomBytes(8)),
      ...(behind ? [] : [nomination]),
    ]);
    const id = randomBytes(12);
    const signature = (key: string): Buffer =>
      attribute(
        ATTRIBUTE.integrity,
        createHmac("sha1", key)
          .update(Buffer.concat([header(body.byteLength + 24, id), body]))
          .digest(),
      );
    const parts = [body, ...(password === null ? [] : [signature(password)]), ...(behind ? [nomination] : [])];
    const length = parts.reduce((sum, part) => sum + part.byteLength, 0);
    this.send(Buffer.concat([header(length, id), ...parts]));
  }
}

/** The password of an SDP's ICE. */
export function icePassword(sdp: string): string {
  return /^a=ice-pwd:(\S+)/m.exec(sdp)?.[1] ?? "";
}

function header(length: number, id: Buffer): Buffer {
  const head = Buffer.alloc(8);
  head.writeUInt16BE(0x0001, 0);
  head.writeUInt16BE(length, 2);
  head.writeUInt32BE(COOKIE, 4);
  return Buffer.concat([head, id]);
}

function attribute(type: number, value: Buffer): Buffer {
  const padded = Buffer.alloc(4 + Math.ceil(value.byteLength / 4) * 4);
  padded.writeUInt16BE(type, 0);
  padded.writeUInt16BE(value.byteLength, 2);
  value.copy(padded, 4);
  return padded;
}

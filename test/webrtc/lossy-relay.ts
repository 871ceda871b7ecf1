/** A UDP relay between one peer and the server that loses and delays packets, the same way in every run. */
import { createSocket, type Socket } from "node:dgram";
import { once } from "node:events";
import type { TestContext } from "node:test";
import type { Page } from "playwright-core";
import { systemClock } from "../../server/ground/clock.ts";
import { NarrowLink } from "./narrow-link.ts";

export interface LinkQuality {
  /** Share of packets lost, each way. */
  readonly loss: number;
  /** Delay each way. */
  readonly delayMs: number;
  /** What the way to the client carries, bit/s, from the start. Without it, all there is. */
  readonly cap?: number;
}

export class LossyRelay {
  lost = 0;
  carried = 0;
  /** The way to the client. */
  readonly down: NarrowLink;
  readonly #outer: Socket;
  readonly #quality: LinkQuality;
  #client = { port: 0, address: "" };
  #serverPort = 0;
  #seed = 12_345;

  private constructor(outer: Socket, inner: Socket, quality: LinkQuality) {
    this.#outer = outer;
    this.#quality = quality;
    this.down = new NarrowLink(systemClock, quality.cap ?? null);
    outer.on("message", (packet, { port, address }) => {
      this.#client = { port, address };
      if (this.#serverPort > 0) this.#carry(() => inner.send(packet, this.#serverPort, "127.0.0.1"));
    });
    inner.on("message", (packet) => {
      const { port, address } = this.#client;
      this.down.carry(packet.byteLength, () => this.#carry(() => outer.send(packet, port, address)));
    });
  }

  /** Opens a relay and makes the page's offers be answered with its address alone. */
  static async between(t: TestContext, page: Page, quality: LinkQuality): Promise<LossyRelay> {
    const [outer, inner] = [createSocket("udp4"), createSocket("udp4")];
    for (const socket of [outer, inner]) {
      socket.bind(0, socket === inner ? "127.0.0.1" : "0.0.0.0");
      await once(socket, "listening");
    }
    const relay = new LossyRelay(outer, inner, quality);
    t.after(() => {
      outer.close();
      inner.close();
    });
    await page.route("**/whep", async (route) => {
      try {
        const response = await route.fetch();
        await route.fulfill({ response, body: relay.#rewrite(await response.text()) });
      } catch {
        // A client whose server has ended asks again while its page is being closed. Elsewhere the test lacks its answer.
        await route.abort().catch(() => undefined);
      }
    });
    return relay;
  }

  #rewrite(answer: string): string {
    const own = this.#outer.address().port;
    return answer.replace(/^(a=candidate:\S+ 1 udp \d+ \S+) (\d+) typ host/gm, (_line, start: string, port: string) => {
      this.#serverPort = Number(port);
      return `${start} ${own} typ host`;
    });
  }

  #carry(send: () => void): void {
    // A small linear congruential generator: the same packets are lost in every run.
    this.#seed = (this.#seed * 1_103_515_245 + 12_345) % 2 ** 31;
    if (this.#seed / 2 ** 31 < this.#quality.loss) this.lost++;
    else {
      this.carried++;
      setTimeout(() => {
        try {
          send();
        } catch {
          // The relay was closed while packets were under way.
        }
      }, this.#quality.delayMs);
    }
  }
}

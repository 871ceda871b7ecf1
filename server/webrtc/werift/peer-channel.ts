/** A data channel that the peer opened; the server opens none. */
import type { RTCDataChannel } from "werift";

export class PeerChannel {
  readonly #channel: RTCDataChannel;
  #isClosed = false;

  constructor(channel: RTCDataChannel) {
    this.#channel = channel;
  }

  get label(): string {
    return this.#channel.label;
  }

  /** Bytes sent that have not left this process. */
  get bufferedAmount(): number {
    return this.#channel.bufferedAmount;
  }

  /** Sends a text (string) or bytes. Does nothing once the channel is closed. */
  send(message: string | Uint8Array): void {
    if (this.#isClosed || this.#channel.readyState !== "open") return;
    this.#channel.send(typeof message === "string" ? message : Buffer.from(message));
  }

  onMessage(run: (message: string | Buffer) => void): void {
    this.#channel.onMessage.subscribe(run);
  }

  /** Called once when the channel has closed, with the peer or by itself. */
  onClosed(run: () => void): void {
    const end = (): void => {
      if (this.#isClosed) return;
      this.#isClosed = true;
      run();
    };
    this.#channel.stateChanged.subscribe((state) => {
      if (state === "closed") end();
    });
  }

  close(): void {
    this.#channel.close();
  }
}

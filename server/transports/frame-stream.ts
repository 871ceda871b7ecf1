/**
 * A client's frames as one endless HTTP response: each message after its length as uint32 big-endian. A browser takes
 * in several times more bytes this way than by WebSocket.
 */
import type { ServerResponse } from "node:http";

export class FrameStream {
  readonly #response: ServerResponse;
  readonly #open = new Set<() => void>();
  #onClosed: (() => void) | null = null;
  #isClosed = false;

  constructor(response: ServerResponse, headers: Readonly<Record<string, string>>) {
    this.#response = response;
    response.writeHead(200, {
      ...headers,
      "Content-Type": "application/octet-stream",
      "Cache-Control": "no-store",
      // nginx holds back the end of each frame until the next one comes, and with a credit of 1 none does.
      "X-Accel-Buffering": "no",
    });
    response.flushHeaders();
    response.socket?.setNoDelay(true);
    response.on("close", () => this.close());
    // A broken link ends in `close` as well; without a listener Node would end the process.
    response.on("error", () => this.close());
  }

  /** Writes one message; `done` is called once, when its bytes are no longer read. */
  send(message: Uint8Array, done: () => void): void {
    if (this.#isClosed) return done();
    const length = Buffer.allocUnsafe(4);
    length.writeUInt32BE(message.byteLength);
    const finish = (): void => {
      if (this.#open.delete(finish)) done();
    };
    this.#open.add(finish);
    this.#response.cork();
    this.#response.write(length);
    this.#response.write(message, finish);
    this.#response.uncork();
  }

  /** Called once when the stream has ended, for any reason. */
  onClosed(run: () => void): void {
    this.#onClosed = run;
    if (this.#isClosed) run();
  }

  close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    // What is not written yet lies in slots that are about to be overwritten: better cut off than torn.
    if (this.#open.size > 0) this.#response.destroy();
    else this.#response.end();
    for (const finish of [...this.#open]) finish();
    this.#onClosed?.();
  }
}

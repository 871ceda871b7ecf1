/**
 * The yardstick: the least a server can do to send frames. One `ws` server in its own process copies each frame once
 * into a send buffer behind a head of the same kind, keeps a credit of 2 per client, and lets the newest frame win.
 * Width, height and fps (0: as fast as the client gives credit) are its arguments; it prints its URL.
 */
import { decode } from "@msgpack/msgpack";
import { type WebSocket, WebSocketServer } from "ws";
import { encodeMessage, writeHead } from "../../shared-schema/codec.ts";

const [width = 0, height = 0, fps = 0] = process.argv.slice(2).map(Number);
const CREDIT = 2;
const HEAD_BYTES = 1024;
const pixels = new Uint8Array(width * height * 4).fill(255);
const counter = new Uint32Array(pixels.buffer, 0, 1);
const nowUs = (): number => Number(process.hrtime.bigint() / 1000n);

/** More buffers than a client may have under way, because a send's bytes are read until its callback. */
const buffers = Array.from({ length: CREDIT + 1 }, () => Buffer.allocUnsafeSlow(HEAD_BYTES + pixels.byteLength));

const server = new WebSocketServer({ host: "127.0.0.1", port: 0, perMessageDeflate: false, skipUTF8Validation: true });
server.on("listening", () => {
  const { port } = server.address() as { port: number };
  process.stdout.write(`Bare ws is ready at http://127.0.0.1:${port}\n`);
});
server.on("connection", serve);
process.on("SIGINT", () => process.exit(0));

function serve(ws: WebSocket): void {
  const free = [...buffers];
  const startUs = nowUs();
  let seq = 0;
  let readyUs = 0;
  let underWay = 0;
  let waiting = false;
  let timer: NodeJS.Timeout | undefined;

  const make = (): void => {
    counter[0] = ++seq;
    readyUs = nowUs();
    waiting = true;
    flush();
  };
  const flush = (): void => {
    const buffer = waiting && underWay < CREDIT ? free.pop() : undefined;
    if (buffer === undefined) return;
    waiting = false;
    underWay++;
    buffer.set(pixels, HEAD_BYTES);
    const start = writeHead(buffer, HEAD_BYTES, HEAD_BYTES, "frame", head(), pixels.byteLength);
    ws.send(buffer.subarray(start), { binary: true }, () => {
      free.push(buffer);
      if (fps > 0) flush();
    });
    if (fps === 0) setImmediate(makeWhenWanted);
  };
  const makeWhenWanted = (): void => {
    if (underWay < CREDIT && free.length > 0 && ws.readyState === ws.OPEN) make();
  };
  const head = () => ({
    track: "main",
    epoch: 1,
    seq,
    width,
    height,
    format: "rgba8",
    pts_us: readyUs - startUs,
    driver: "bench",
    command: 0,
    t: { step_start_us: readyUs, step_end_us: readyUs, ready_us: readyUs },
    meta: { ready_us: readyUs, full_gcs: 0 },
  });
  /** Against deadlines from one start, so that timers that come late do not add up. */
  const pace = (tick: number): void => {
    timer = setTimeout(
      () => {
        make();
        const nowMs = (nowUs() - startUs) / 1000;
        pace(Math.max(tick + 1, Math.ceil((nowMs * fps) / 1000)));
      },
      (tick * 1000) / fps - (nowUs() - startUs) / 1000,
    );
  };

  ws.on("message", (data) => {
    const [type] = decode(data as Buffer) as [string, object];
    if (type === "hello") {
      ws.send(encodeMessage("welcome", { protocol: 1, client: "bench", epoch: 1 }));
      if (fps === 0) make();
      else pace(1);
    }
    if (type !== "seen") return;
    underWay--;
    if (fps === 0) makeWhenWanted();
    else flush();
  });
  ws.on("close", () => clearTimeout(timer));
}

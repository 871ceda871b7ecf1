/** A WebSocket server that does what a Worldport server never does, each path something else. */
import type { Socket } from "node:net";
import { type WebSocket, WebSocketServer } from "ws";
import { encodeMessage, encodeWithPayload } from "../../shared-schema/codec.ts";

type Behaviour = (ws: WebSocket, socket: Socket) => void;

/** Sends the first frame that is right; before it, what each path says. */
const STATE = encodeMessage("state", { state: "streaming", role: "driver", paused: false });
const head = (seq: number, more: object = {}): object => ({
  track: "main",
  epoch: 1,
  seq,
  width: 4,
  height: 2,
  format: "rgba8",
  pts_us: 0,
  driver: "c1",
  command: 0,
  t: { step_start_us: 1, step_end_us: 2, ready_us: 3 },
  ...more,
});
const frame = (seq: number, more: object = {}, pixels = new Uint8Array(32)): Uint8Array =>
  encodeWithPayload("frame", head(seq, more), pixels);

const BEHAVIOURS: Readonly<Record<string, Behaviour>> = {
  /** Gives back every message. */
  echo: (ws) => ws.on("message", (data) => ws.send(data)),
  /** One message in three parts with a ping between them, when asked; then says that the pong came. */
  fragments: (ws) => {
    ws.on("pong", (data) => ws.send(Buffer.concat([Buffer.from("pong "), data])));
    ws.on("message", () => {
      ws.send(Buffer.from("one "), { fin: false });
      ws.ping("between");
      ws.send(Buffer.from("two "), { fin: false });
      ws.send(Buffer.alloc(70_000, "3"), { fin: true });
    });
  },
  /** Closes with a code and a reason. */
  close: (ws) => ws.close(4404, "The reason."),
  /** Cuts the link in the middle of a message. */
  cut: (ws, socket) => {
    ws.on("message", () => {
      socket.write(Buffer.from([0x82, 127, 0, 0, 0, 0, 0, 1, 0, 0, 1, 2, 3]));
      setImmediate(() => ws.terminate());
    });
  },
  /** Breaks the WebSocket protocol. */
  reserved: (_ws, socket) => socket.write(Buffer.from([0xf2, 1, 0])),
  /** Announces a message larger than any. */
  huge: (_ws, socket) => socket.write(Buffer.from([0x82, 127, 0, 0, 0x7f, 0xff, 0, 0, 0, 0])),
  /** Speaks another version of the protocol. */
  version: (ws) => {
    ws.on("message", () => {
      ws.send(encodeMessage("bye", { code: "protocol_mismatch", reason: "This server speaks version 9." }));
      ws.close(4401, "protocol_mismatch");
    });
  },
  /** After a welcome, everything that is wrong with a message or a frame; then a frame that is right. */
  malformed: (ws) => {
    ws.once("message", () => {
      welcome(ws);
      ws.send(Buffer.from("c1", "hex"));
      ws.send(Buffer.from([0x92, 0xa5]));
      ws.send("text");
      ws.send(Buffer.alloc(300_000, 0x93));
      ws.send(encodeMessage("reply", { id: "x" }));
      ws.send(encodeMessage("state", {}));
      ws.send(encodeMessage("pong", { t_us: "x" }));
      ws.send(encodeMessage("message", { data: 3 }));
      ws.send(encodeMessage("unheard_of", {}));
      ws.send(frame(1, { width: 5 }));
      ws.send(frame(2, { width: 0 }));
      ws.send(frame(3, { format: "png" }));
      ws.send(frame(4, { format: "jpeg" }, Buffer.from("ffd8ffe000", "hex")));
      ws.send(frame(5, { format: "jpeg" }));
      ws.send(frame(6, { seq: "six" }));
      ws.send(frame(7, { track: 9 }));
      ws.send(encodeMessage("frame", { track: "main" }));
      ws.send(STATE);
      ws.send(frame(8));
    });
  },
};

/** Starts it on a free port; `url` ends in a slash, for a path to follow. */
export async function startRoughServer(): Promise<{ readonly url: string; close(): void }> {
  const server = new WebSocketServer({ host: "127.0.0.1", port: 0, perMessageDeflate: false });
  server.on("connection", (ws, request) => {
    ws.on("error", () => undefined);
    BEHAVIOURS[request.url?.split("/")[1] ?? ""]?.(ws, request.socket);
  });
  await new Promise((resolve) => server.once("listening", resolve));
  const { port } = server.address() as { port: number };
  return {
    url: `http://127.0.0.1:${port}/`,
    close: () => {
      for (const ws of server.clients) ws.terminate();
      server.close();
    },
  };
}

function welcome(ws: WebSocket): void {
  ws.send(
    encodeMessage("welcome", {
      protocol: 1,
      session: "s1",
      client: "c1",
      role: "driver",
      resume: "r",
      resumed: false,
      next_command_id: 1,
      epoch: 1,
      model: { id: "rough", version: "1" },
      schema_hash: "sha256:00",
      schema: { worldport: 1, tracks: [{ name: "main", kind: "video", direction: "out" }], commands: [], messages: [] },
      seed: 1,
      limits: {},
      frames_token: "",
      tracks: { main: { format: "rgba8", width: 4, height: 2, fps: 30 } },
    }),
  );
}

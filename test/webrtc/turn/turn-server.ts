/** coturn, the STUN and TURN server that most people run, on this machine's loopback. */
import { spawn } from "node:child_process";
import { createSocket } from "node:dgram";
import type { TestContext } from "node:test";
import { eventually } from "../../support/test-server.ts";

const PROGRAM = process.env["WORLDPORT_TURNSERVER"] ?? "";
const USER = { username: "player", credential: "secret" };

/** As `--ice-server` of the server and `iceServers` of a browser take it. */
export interface IceServer {
  readonly urls: string;
  readonly username?: string;
  readonly credential?: string;
}

/** Starts one that ends with the test. */
export async function startTurnServer(t: TestContext): Promise<{ readonly stun: IceServer; readonly turn: IceServer }> {
  const port = await freePort();
  const only = ["-n", "--no-cli", "--no-tls", "--no-dtls", "--allow-loopback-peers", "--log-file=stdout"];
  const login = ["--lt-cred-mech", "-u", `${USER.username}:${USER.credential}`, "-r", "worldport"];
  const where = ["-L", "127.0.0.1", "-E", "127.0.0.1", "-p", String(port)];
  const child = spawn(PROGRAM, [...only, ...login, ...where], { stdio: "ignore" });
  t.after(() => child.kill("SIGKILL"));
  await answering(port);
  return { stun: { urls: `stun:127.0.0.1:${port}` }, turn: { urls: `turn:127.0.0.1:${port}`, ...USER } };
}

/** Asks for a binding (RFC 8489, 5) until it is answered. */
async function answering(port: number): Promise<void> {
  const socket = createSocket("udp4");
  const request = Buffer.alloc(20);
  request.writeUInt16BE(1, 0);
  request.writeUInt32BE(0x2112a442, 4);
  let isAnswered = false;
  socket.on("message", () => (isAnswered = true));
  const asking = setInterval(() => socket.send(request, port, "127.0.0.1"), 50);
  try {
    await eventually(() => isAnswered, "coturn to answer");
  } finally {
    clearInterval(asking);
    socket.close();
  }
}

function freePort(): Promise<number> {
  const socket = createSocket("udp4");
  return new Promise((resolve, reject) => {
    socket.once("error", reject);
    socket.bind(0, "127.0.0.1", () => {
      const { port } = socket.address();
      socket.close(() => resolve(port));
    });
  });
}

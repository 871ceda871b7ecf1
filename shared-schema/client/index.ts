/** `worldport/client`: the client for browsers and Node. */
export type { FrameHead, Reply, ServerMessage, StateBody, Welcome, WireError } from "../messages.ts";
export { Client, type ClientOptions, type WaitOptions } from "./client.ts";
export type { ClientClock } from "./client-clock.ts";
export { CommandRefused, DeadlinePassed, LinkEnded } from "./client-errors.ts";
export { ClockOffset } from "./clock-offset.ts";
export { Link, type LinkEvents, type LinkOptions, type LinkStatus } from "./link.ts";
export { type Answer, type Args, Outbox } from "./outbox.ts";
export { type PeerConnection, type PeerSocketOptions, peerSockets } from "./peer-socket.ts";
export { MemoryStore, RESUME_KEY, type ResumeStore } from "./resume-store.ts";
export type { Socket, SocketConstructor } from "./socket.ts";

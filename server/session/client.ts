/** A client: who it is, its role, its commands by number, what it watches, and the link it has at the moment. */
import type { Hello, Reply, Role, ServerMessage, Wish } from "../../shared-schema/messages.ts";
import type { Cancel } from "../ground/clock.ts";
import type { Watching } from "../media/track-carrier.ts";
import { Pins } from "../pacing/pins.ts";
import type { Connection } from "../transports/connection.ts";
import { Latency } from "./latency.ts";
import { Ledger } from "./ledger.ts";
import type { Rate } from "./rate.ts";

export class Client {
  readonly id: string;
  /** Opens this client again on another link. */
  readonly resumeToken: string;
  readonly name: string;
  /** Whether it wants to drive when its turn comes. */
  readonly wantsToDrive: boolean;
  readonly ledger: Ledger;
  readonly rate: Rate;
  readonly latency = new Latency();
  /** What its present link is still reading, by track. */
  pins = new Map<string, Pins>();
  readonly subscriptions = new Map<string, Watching>();
  /** Wishes by track; null: every out track as it is. */
  wishes: Map<string, Wish> | null;
  /** Seed of the session this client opens next. */
  seed: number | undefined;
  role: Role = "spectator";
  connection: Connection | null = null;
  /** Ends the client when its link stays away. */
  grace: Cancel | null = null;
  graceEndsUs = 0;
  /** Ids of commands that asked for no reply. */
  readonly #silent = new Set<number>();

  constructor(id: string, resumeToken: string, hello: Hello, storedReplies: number, rate: Rate) {
    this.id = id;
    this.resumeToken = resumeToken;
    this.name = hello.client === undefined ? "" : `${hello.client.name} ${hello.client.version}`;
    this.wantsToDrive = hello.role === "driver";
    this.wishes = hello.tracks === undefined ? null : new Map(Object.entries(hello.tracks));
    this.seed = hello.seed;
    this.ledger = new Ledger(storedReplies);
    this.rate = rate;
  }

  send(message: ServerMessage): void {
    this.connection?.send(message);
  }

  /** Remembers that only errors of this command are to be answered. */
  silence(id: number): void {
    this.#silent.add(id);
  }

  /** Answers a command, once. An ok answer to a command that asked for none is kept to itself. */
  answer(reply: Reply): void {
    const silent = this.#silent.delete(reply.id);
    const isWanted = !(silent && reply.ok);
    if (this.ledger.settle(reply, isWanted) && isWanted) this.send({ type: "reply", body: reply });
  }

  /** Answers every open command with the same error. */
  answerAll(code: string, message: string): void {
    for (const id of this.ledger.openIds) this.answer({ id, ok: false, error: { code, message, issues: [] } });
  }

  pinsOf(track: string): Pins {
    let pins = this.pins.get(track);
    if (pins === undefined) {
      pins = new Pins();
      this.pins.set(track, pins);
    }
    return pins;
  }

  unsubscribeAll(): void {
    for (const subscription of this.subscriptions.values()) subscription.end();
    this.subscriptions.clear();
  }
}

/** Sessions with everything real but the model's thread, the sockets and the time. */
import { z } from "zod";
import { command } from "../../server/model/command.ts";
import { contractOf } from "../../server/model/contract.ts";
import { message } from "../../server/model/message.ts";
import { Model } from "../../server/model/model.ts";
import { videoIn, videoOut } from "../../server/model/track.ts";
import type { FrameEncoder } from "../../server/pacing/encoding.ts";
import { schemaDocument } from "../../server/schema/export.ts";
import { Admission } from "../../server/session/admission.ts";
import { Conversation } from "../../server/session/conversation.ts";
import { hostEvents } from "../../server/session/host-events.ts";
import { InputGate } from "../../server/session/input-gate.ts";
import { Sessions } from "../../server/session/sessions.ts";
import { StallWatch } from "../../server/session/stall-watch.ts";
import { LIMITS, type Limits } from "../../shared-schema/limits.ts";
import { FakeHost } from "./fake-host.ts";
import { LinkedClient } from "./linked-client.ts";
import { ManualClock, settle } from "./manual-clock.ts";

class Toy extends Model {
  static readonly id = "toy";
  static readonly tracks = { main: videoOut({ width: 8, height: 4 }), camera: videoIn({ width: 4, height: 2 }) };
  static readonly messages = { said: message("Something was said.", { text: z.string() }) };
  @command("Moves.", { x: z.number().min(-1).max(1).default(0) }, { input: { kind: "axis1d" } })
  move(): void {}
  @command("Jumps.")
  jump(): void {}
  async *startSession() {}
}

export interface ToyStageOptions {
  readonly limits?: Partial<Limits>;
  readonly encoder?: FrameEncoder;
  readonly seed?: number;
  readonly token?: string;
  /** How far the host is: `started` knows nothing yet, `known` has told the contract, `loaded` is ready. */
  readonly host?: "started" | "known" | "loaded";
}

export class ToyStage {
  readonly clock = new ManualClock();
  readonly journal: { level: string; event: string; fields: Record<string, unknown> }[] = [];
  readonly host: FakeHost;
  readonly sessions: Sessions;
  readonly #accept: (connection: LinkedClient) => Conversation;

  constructor(options: ToyStageOptions = {}) {
    const { clock } = this;
    let host: FakeHost | null = null;
    this.sessions = new Sessions({
      limits: { ...LIMITS, ...options.limits },
      clock,
      ringSlots: 10,
      encoder: options.encoder ?? null,
      seed: options.seed ?? null,
      journal: (level, event, fields) => this.journal.push({ level, event, fields }),
      makeHost: (owner) => {
        host = new FakeHost(hostEvents(owner));
        return host;
      },
    });
    this.host = host as unknown as FakeHost;
    const { sessions } = this;
    const admission = new Admission(sessions, clock);
    const inputs = new InputGate(sessions);
    new StallWatch(sessions, clock);
    const isAllowed = (token: string | undefined): boolean => options.token === undefined || token === options.token;
    this.#accept = (connection) => new Conversation({ sessions, admission, inputs, clock, isAllowed }, connection);
    if (options.host !== "started") this.tellContract();
    if ((options.host ?? "loaded") === "loaded") this.host.events.loaded();
  }

  tellContract(): void {
    const contract = contractOf(Toy);
    this.host.events.contract(schemaDocument(contract), contract.tracks);
  }

  get state(): string {
    return this.sessions.standing.state;
  }

  /** A link on which nothing was said yet. */
  link(): LinkedClient {
    return new LinkedClient((connection) => this.#accept(connection as LinkedClient));
  }

  /** A client that has said hello. */
  async join(hello: object = {}): Promise<LinkedClient> {
    const client = this.link();
    client.hello(hello);
    await settle();
    return client;
  }

  /** Lets the model clean up after a session's end. */
  cleaned(): void {
    this.host.events.closed();
  }

  /** Events written to the log, by name. */
  logged(event: string): Record<string, unknown>[] {
    return this.journal.filter((one) => one.event === event).map((one) => one.fields);
  }
}

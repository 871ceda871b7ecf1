/** Sessions with everything real but the model's thread, the sockets and the time. */
import { z } from "zod";
import type { FrameEncoder } from "../../server/media/frame-encoding.ts";
import { command } from "../../server/model/command.ts";
import { contractOf } from "../../server/model/contract.ts";
import { message } from "../../server/model/message.ts";
import { Model } from "../../server/model/model.ts";
import { videoIn, videoOut } from "../../server/model/track.ts";
import { schemaDocument } from "../../server/schema/export.ts";
import { Stage } from "../../server/session/stage.ts";
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
  readonly stage: Stage;
  readonly #opens: (token: string | undefined) => boolean;

  constructor(options: ToyStageOptions = {}) {
    const { clock } = this;
    let host: FakeHost | null = null;
    this.stage = new Stage({
      limits: { ...LIMITS, ...options.limits },
      clock,
      encoder: options.encoder ?? null,
      seed: options.seed ?? null,
      journal: (level, event, fields) => this.journal.push({ level, event, fields }),
      makeHost: (events) => {
        host = new FakeHost(events);
        return host;
      },
    });
    this.host = host as unknown as FakeHost;
    this.#opens = (token) => options.token === undefined || token === options.token;
    if (options.host !== "started") this.tellContract();
    if ((options.host ?? "loaded") === "loaded") this.host.events.loaded();
  }

  tellContract(): void {
    const contract = contractOf(Toy);
    this.host.events.contract(schemaDocument(contract), new Map([["main", this.host.ring]]));
  }

  get state(): string {
    return this.stage.state;
  }

  /** How many clients take part, those whose link broke included. */
  get clients(): number {
    return this.stage.report.clients.length;
  }

  /** A link on which nothing was said yet. */
  link(): LinkedClient {
    return new LinkedClient((connection) => this.stage.accept(connection, this.#opens));
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

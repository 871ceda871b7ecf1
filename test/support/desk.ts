/** An inbox and the model's side of it: what it was called with, step by step. */
import { z } from "zod";
import { Inbox } from "../../server/host/thread/inbox.ts";
import { command } from "../../server/model/command.ts";
import { contractOf } from "../../server/model/contract.ts";
import { Model } from "../../server/model/model.ts";
import { videoOut } from "../../server/model/track.ts";

const axis = z.number().min(-1).max(1).default(0);

class Toy extends Model {
  static readonly id = "toy";
  static readonly tracks = { main: videoOut({ width: 8, height: 4 }) };
  @command("Fires.", { on: z.boolean().default(false) }, { input: { kind: "button" } })
  fire(): void {}
  @command("Walks.", { x: axis, y: axis }, { input: { kind: "axis2d" } })
  walk(): void {}
  @command("Steers.", { by: z.array(axis).length(2).default([0, 0]) }, { input: { kind: "axis2d" } })
  steer(): void {}
  @command("Plays.", { keys: z.array(z.string()) }, { input: { kind: "keys", keys: ["KeyW", "KeyD", "Space"] } })
  typeOn(): void {}
  @command(
    "Touches.",
    { x: z.number().default(0), y: z.number().default(0), pressed: z.boolean().default(false) },
    { input: { kind: "pointer" } },
  )
  touch(): void {}
  @command("Points.", { x: z.number().default(0), y: z.number().default(0) }, { input: { kind: "pointer" } })
  hover(): void {}
  @command("Jumps.", {}, { semantics: "trigger" })
  jump(): void {}
  @command("Looks.", { dx: z.number() }, { semantics: "delta" })
  look(): void {}
  @command("Speeds.", { speed: z.number().min(0).max(4).default(1) })
  setSpeed(): void {}
  *startSession() {}
}

export type Args = Record<string, unknown>;

export class Desk {
  readonly inbox = new Inbox(contractOf(Toy), 1024);
  readonly state = new Map<string, Args>();
  readonly applied: number[] = [];
  id = 0;

  send(name: string, args: Args, inputUs = 0): number {
    this.inbox.add({ client: "ann", id: ++this.id, name, args, reply: true, inputUs });
    return this.id;
  }
  /** One step: calls as [args, ids]. */
  step(): [unknown, number[]][] {
    return this.inbox.take().map(({ command: { name }, args, from }) => {
      this.state.set(name, args);
      for (const { id } of from) this.applied.push(id);
      return [args, from.map(({ id }) => id)];
    });
  }
  superseded(): [number, number][] {
    return this.inbox.takeFates().map(({ id, outcome }) => [id, outcome.kind === "superseded" ? outcome.by : -1]);
  }
}

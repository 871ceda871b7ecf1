/** A host without a thread: it remembers what it was asked, and a test says what the model does. */

import type { Fate, HostCommand, HostEvents, InputHead, ModelHost } from "../../server/host/host.ts";
import { allocateRing, FrameRing } from "../../server/host/thread/frame-ring.ts";
import type { JsonMap } from "../../shared-schema/json.ts";

export class FakeHost implements ModelHost {
  readonly events: HostEvents;
  /** What was asked, in words, oldest first. */
  readonly asked: string[] = [];
  readonly commands: HostCommand[] = [];
  readonly inputs: { track: string; head: InputHead; pixels: Uint8Array }[] = [];
  /** Shared with the model's thread in a real host. 8 × 4 pixels. */
  readonly ring = new FrameRing(allocateRing(10, 1024, 8 * 4 * 4));
  held = false;
  #seq = 0;
  #lastCommand = 0;

  constructor(events: HostEvents) {
    this.events = events;
  }

  start(): void {
    this.asked.push("start");
  }

  open(_session: string, seed: number, held: boolean): void {
    this.asked.push(`open seed ${seed}${held ? " held" : ""}`);
    this.held = held;
    this.#seq = 0;
    this.#lastCommand = 0;
  }

  command(command: HostCommand): void {
    this.commands.push(command);
  }

  release(): void {
    this.asked.push("release");
  }

  hold(held: boolean): void {
    this.asked.push(held ? "hold" : "go");
    this.held = held;
  }

  step(n: number): void {
    this.asked.push(`step ${n}`);
  }

  input(track: string, head: InputHead, pixels: Uint8Array): boolean {
    if (JSON.stringify(head.meta ?? null).length > 1000) return false;
    this.inputs.push({ track, head, pixels });
    return true;
  }

  close(): void {
    this.asked.push("close");
  }

  async terminate(): Promise<void> {
    this.asked.push("terminate");
  }

  /** The model makes one frame. Gives its seq. */
  frame(meta: JsonMap | null = null): number {
    const slot = this.ring.take(0);
    if (slot < 0) throw new Error("The model found no free slot.");
    const seq = ++this.#seq;
    const at = { stepStartUs: 1, stepEndUs: 2, readyUs: 3, ptsUs: (seq - 1) * 1000, spacingUs: 0, meta };
    this.events.frame({ track: "main", slot, seq, width: 8, height: 4, command: this.#lastCommand, ...at }, this.ring);
    return seq;
  }

  /** The model applies every command it got and answers it. */
  applyAll(result?: unknown): void {
    const fates = this.commands.splice(0).map((command): Fate => {
      this.#lastCommand = command.id;
      const { client, id, reply } = command;
      return { client, id, reply, outcome: { kind: "applied", result, appliedSeq: this.#seq + 1 } };
    });
    this.events.fates(fates);
  }
}

/** Who is there: all clients, the one who drives, and those who wait for their turn. No IO. */
import type { Client } from "./client.ts";

export class Roster {
  readonly #clients = new Map<string, Client>();
  #queue: Client[] = [];
  #driver: Client | null = null;

  get driver(): Client | null {
    return this.#driver;
  }

  get size(): number {
    return this.#clients.size;
  }

  /** Clients that wait and are there; those whose link broke keep their place and count for nobody. */
  get queueLength(): number {
    return this.#present().length;
  }

  /** The client whose link has been gone the longest, and how many such there are. The driver is none of them. */
  get lost(): { readonly first: Client | undefined; readonly count: number } {
    const lost = this.all().filter((client) => client.connection === null && client !== this.#driver);
    const [first] = lost.sort((a, b) => a.graceEndsUs - b.graceEndsUs);
    return { first, count: lost.length };
  }

  all(): readonly Client[] {
    return [...this.#clients.values()];
  }

  byId(id: string): Client | undefined {
    return this.#clients.get(id);
  }

  byToken(token: string): Client | undefined {
    return this.all().find((client) => client.resumeToken === token);
  }

  has(client: Client): boolean {
    return this.#clients.has(client.id);
  }

  /** Takes a client in: at the end of the queue if it wants to drive, as spectator otherwise. */
  add(client: Client): void {
    this.#clients.set(client.id, client);
    if (client.wantsToDrive) this.#enqueue(client, false);
    else client.role = "spectator";
  }

  remove(client: Client): void {
    this.#clients.delete(client.id);
    this.#queue = this.#queue.filter((other) => other !== client);
    if (this.#driver === client) this.#driver = null;
  }

  /** Makes the first of the queue whose link is open the driver. Gives null when there is none. */
  promote(): Client | null {
    const next = this.#queue.find((client) => client.connection !== null) ?? null;
    if (next === null) return null;
    this.#queue = this.#queue.filter((client) => client !== next);
    this.#driver = next;
    next.role = "driver";
    return next;
  }

  /** Puts the driver back into the queue: first, to carry on in the next session, or last. */
  demote(keepsTurn: boolean): void {
    const driver = this.#driver;
    this.#driver = null;
    if (driver !== null) this.#enqueue(driver, keepsTurn);
  }

  /** 1 for the next in turn; undefined for those who don't wait or are not there. */
  positionOf(client: Client): number | undefined {
    const index = this.#present().indexOf(client);
    return index < 0 ? undefined : index + 1;
  }

  #present(): readonly Client[] {
    return this.#queue.filter((client) => client.connection !== null);
  }

  #enqueue(client: Client, first: boolean): void {
    client.role = "queued";
    if (first) this.#queue.unshift(client);
    else this.#queue.push(client);
  }
}

/**
 * Files on their way into commands: a slot is reserved → its bytes are put → a command takes them, or waits for them.
 * In memory, bounded per file, per owner and in total.
 */
import { randomUUID } from "node:crypto";
import { ProtocolError } from "../../shared-schema/errors.ts";
import type { Limits } from "../../shared-schema/limits.ts";
import { type Clock, Deadline } from "../ground/clock.ts";

/** Slots one owner may have; a further one takes the place of its oldest that no bytes are coming for. */
const MOST_SLOTS = 32;
/** A file nobody used for this long is forgotten. */
const KEEP_MS = 600_000;

export interface UploadRequest {
  readonly name: string;
  /** Bytes, above 0. */
  readonly size: number;
  readonly mime_type: string;
  /** Chosen by the client; without it, random. */
  readonly upload_id?: string | undefined;
}

class Slot {
  readonly id: string;
  readonly owner: string;
  readonly size: number;
  readonly expiry: Deadline;
  bytes: Buffer | null = null;
  isReceiving = false;
  readonly #waiting = new Set<(bytes: Buffer | null) => void>();

  constructor(id: string, owner: string, size: number, clock: Clock) {
    this.id = id;
    this.owner = owner;
    this.size = size;
    this.expiry = new Deadline(clock);
  }

  wait(run: (bytes: Buffer | null) => void): () => void {
    this.#waiting.add(run);
    return () => this.#waiting.delete(run);
  }

  settle(bytes: Buffer | null): void {
    this.bytes = bytes;
    const waiting = [...this.#waiting];
    this.#waiting.clear();
    for (const run of waiting) run(bytes);
  }
}

export class Uploads {
  readonly #limits: Limits;
  readonly #clock: Clock;
  /** Oldest first. */
  readonly #slots = new Map<string, Slot>();

  constructor(limits: Limits, clock: Clock) {
    this.#limits = limits;
    this.#clock = clock;
  }

  /** Bytes reserved by all slots. */
  get totalBytes(): number {
    let total = 0;
    for (const { size } of this.#slots.values()) total += size;
    return total;
  }

  /**
   * Reserves a slot, and gives its id, which lets anyone who knows it put the bytes.
   * @throws ProtocolError `message_too_large`, `upload_taken` for an id in use, or `uploads_full`.
   */
  reserve(owner: string, { size, upload_id }: UploadRequest): string {
    const { max_upload_bytes, max_uploads_bytes } = this.#limits;
    if (size > max_upload_bytes)
      throw new ProtocolError(
        "message_too_large",
        `The file has ${size} bytes; accepted are up to ${max_upload_bytes} (max_upload_bytes).`,
      );
    const id = upload_id ?? randomUUID();
    if (this.#slots.has(id))
      throw new ProtocolError("upload_taken", `The upload id "${id}" is in use. Leave upload_id out.`);
    const own = [...this.#slots.values()].filter((slot) => slot.owner === owner);
    const idle = own.filter(({ isReceiving }) => !isReceiving);
    const kept = this.totalBytes - idle.reduce((sum, slot) => sum + slot.size, 0);
    if (kept + size > max_uploads_bytes)
      throw new ProtocolError(
        "uploads_full",
        `Files of other clients, and files under way, fill the ${max_uploads_bytes} bytes there are (max_uploads_bytes).`,
      );
    if (own.length - idle.length >= MOST_SLOTS)
      throw new ProtocolError(
        "uploads_full",
        `${MOST_SLOTS} files are under way already. Reserve another when one is done.`,
      );
    for (let count = own.length; count >= MOST_SLOTS || this.totalBytes + size > max_uploads_bytes; count--)
      this.#forget(idle.shift());
    const slot = new Slot(id, owner, size, this.#clock);
    this.#slots.set(id, slot);
    this.#touch(slot);
    return id;
  }

  /**
   * Says that `length` bytes are about to come for a slot; `put` or `abandon` follows. Without a length that is the
   * reserved one nothing is let in, so that what is under way is bounded, too.
   * @throws ProtocolError `not_found`, `upload_taken` when they are there or under way already, `upload_unsized` or
   *   `upload_size`.
   */
  begin(id: string, length: number | null): void {
    const slot = this.#slots.get(id);
    if (slot === undefined)
      throw new ProtocolError("not_found", "There is no such upload. Reserve one by POST …/uploads.");
    if (slot.bytes !== null || slot.isReceiving)
      throw new ProtocolError("upload_taken", "This upload is done already. Reserve another one by POST …/uploads.");
    if (length === null) throw new ProtocolError("upload_unsized", "Send Content-Length, the size that was reserved.");
    if (length !== slot.size)
      throw new ProtocolError("upload_size", `${length} bytes are to come; ${slot.size} were reserved.`);
    slot.isReceiving = true;
  }

  /** Ends what `begin` began, without bytes: they may be put again. */
  abandon(id: string): void {
    const slot = this.#slots.get(id);
    if (slot !== undefined) slot.isReceiving = false;
  }

  /** @throws ProtocolError `upload_size`, or `not_found` when the slot is gone. */
  put(id: string, bytes: Buffer): void {
    this.abandon(id);
    const slot = this.#slots.get(id);
    if (slot === undefined) throw new ProtocolError("not_found", "There is no such upload any more.");
    if (bytes.byteLength !== slot.size)
      throw new ProtocolError("upload_size", `${bytes.byteLength} bytes came; ${slot.size} were reserved.`);
    slot.settle(bytes);
    this.#touch(slot);
  }

  /** A file of this owner's, waited for up to `upload_wait_ms`; null when there is none. */
  bytesOf(owner: string, id: string): Promise<Buffer | null> {
    const slot = this.#slots.get(id);
    if (slot === undefined || slot.owner !== owner) return Promise.resolve(null);
    this.#touch(slot);
    if (slot.bytes !== null) return Promise.resolve(slot.bytes);
    return new Promise((resolve) => {
      const cancel = this.#clock.after(this.#limits.upload_wait_ms, () => {
        forget();
        resolve(null);
      });
      const forget = slot.wait((bytes) => {
        cancel();
        resolve(bytes);
      });
    });
  }

  /** Forgets all files of an owner; commands that wait for them wait no longer. */
  drop(owner: string): void {
    for (const slot of [...this.#slots.values()]) if (slot.owner === owner) this.#forget(slot);
  }

  close(): void {
    for (const slot of [...this.#slots.values()]) this.#forget(slot);
  }

  #touch(slot: Slot): void {
    slot.expiry.set(KEEP_MS, () => this.#forget(slot));
  }

  #forget(slot: Slot | undefined): void {
    if (slot === undefined) return;
    this.#slots.delete(slot.id);
    slot.expiry.clear();
    slot.settle(null);
  }
}

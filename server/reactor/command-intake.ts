/** Commands of one of Reactor's clients: held back until it is in, and until their files are here → numbered → told. */
import type { DataFrame } from "./envelope.ts";

export type CommandFrame = Extract<DataFrame, { scope: "application" }>["data"];

export interface CommandIntakeOptions {
  /** Bytes of an uploaded file, waited for; null when they don't come. */
  readonly fileOf: (uploadId: string) => Promise<Buffer | null>;
  /** Says a command with its number. */
  readonly tell: (id: number, name: string, args: Readonly<Record<string, unknown>>) => void;
  readonly refuse: (code: string, message: string, command: string) => void;
}

/** Commands that wait for the welcome, or for the bytes of a file. */
const MOST_WAITING = 64;
/** Names of commands kept for what may still be said about them. */
const MOST_NAMES = 1024;

export class CommandIntake {
  readonly #options: CommandIntakeOptions;
  readonly #names = new Map<number, string>();
  #nextId: number | null = null;
  #early: CommandFrame[] = [];
  #waitingForFiles = 0;
  #isClosed = false;

  constructor(options: CommandIntakeOptions) {
    this.#options = options;
  }

  /** The client is in: its next command has this number, and what was held back is told. Counts once. */
  begin(nextId: number): void {
    if (this.#nextId !== null) return;
    this.#nextId = nextId;
    for (const frame of this.#early.splice(0)) this.take(frame);
  }

  /** A command with files goes when all of them are there; others don't wait for it. */
  take(frame: CommandFrame): void {
    const { type, data, uploads } = frame;
    if (this.#isClosed) return;
    if (this.#nextId === null) {
      if (this.#early.length < MOST_WAITING) this.#early.push(frame);
      else this.#refuse(`More than ${MOST_WAITING} commands came before the session was joined.`, type);
      return;
    }
    const files = Object.entries(uploads ?? {});
    if (files.length === 0) return this.#tell(type, data ?? {});
    if (this.#waitingForFiles >= MOST_WAITING)
      return this.#refuse(`More than ${MOST_WAITING} commands wait for files.`, type);
    this.#waitingForFiles++;
    const whole = files.map(async ([field, { upload_id }]) => [field, await this.#options.fileOf(upload_id)] as const);
    // Never rejects: files that don't come are its result.
    void Promise.all(whole).then((found) => {
      this.#waitingForFiles--;
      const missing = found.find(([, bytes]) => bytes === null);
      if (missing !== undefined) {
        const sentence = `${type}.${missing[0]} names a file that did not come. Upload it before the command.`;
        return this.#options.refuse("unresolved_upload", sentence, type);
      }
      const texts = found.map(([field, bytes]) => [field, bytes?.toString("base64")]);
      this.#tell(type, Object.fromEntries([...Object.entries(data ?? {}), ...texts]));
    });
  }

  /** Name of a command by its number, once; empty when it is not known any more. */
  takeName(id: number): string {
    const name = this.#names.get(id) ?? "";
    this.#names.delete(id);
    return name;
  }

  close(): void {
    this.#isClosed = true;
    this.#early = [];
  }

  #tell(name: string, args: Readonly<Record<string, unknown>>): void {
    if (this.#isClosed || this.#nextId === null) return;
    const id = this.#nextId++;
    this.#names.set(id, name);
    for (const oldest of this.#names.keys()) {
      if (this.#names.size <= MOST_NAMES) break;
      this.#names.delete(oldest);
    }
    this.#options.tell(id, name, args);
  }

  #refuse(sentence: string, command: string): void {
    this.#options.refuse("inbox_full", sentence, command);
  }
}

/** A whole client: link, outbox and clock together, with a promise for every command. For browsers and Node. */
import type { FrameHead, Reply, Role, ServerMessage, StateBody, Welcome, Wish } from "../messages.ts";
import { type ClientClock, platformClock } from "./client-clock.ts";
import { CommandRefused, DeadlinePassed, LinkEnded } from "./client-errors.ts";
import { ClockOffset } from "./clock-offset.ts";
import { Link, type LinkOptions, type LinkStatus } from "./link.ts";
import { type Args, Outbox } from "./outbox.ts";
import { MemoryStore, type ResumeStore } from "./resume-store.ts";

export interface ClientOptions extends Partial<LinkOptions> {
  readonly role?: Role;
  /** The server's token, where it wants one. */
  readonly token?: string;
  /** Keeps the resume token; in memory when left out. */
  readonly store?: ResumeStore;
  /** Every frame that came by WebSocket. Its credit has been given back already (`seen`). */
  readonly onFrame?: (head: FrameHead, pixels: Uint8Array<ArrayBuffer>, bytes: number) => void;
  /** Everything else the server says, after the client has followed it. */
  readonly onMessage?: (message: ServerMessage) => void;
  readonly onStatus?: (status: LinkStatus) => void;
  /** Longest wait of any promise of this client; 60 000 when left out, `Infinity` for no end. */
  readonly deadlineMs?: number;
}

export interface WaitOptions {
  /** Longest wait of this promise. The client's when left out. */
  readonly deadlineMs?: number;
}

interface Waiter {
  /** Looks whether what it waits for is there. */
  readonly look: () => boolean;
  readonly reject: (error: LinkEnded | DeadlinePassed) => void;
}

const DEADLINE_MS = 60_000;
/** Farewells after which the same session can be resumed, so that what waits goes on waiting. */
const RESUMABLE = new Set(["silent", "too_slow"]);

export class Client {
  readonly clock = new ClockOffset();
  readonly #link: Link;
  readonly #outbox: Outbox;
  readonly #options: ClientOptions;
  readonly #time: ClientClock;
  readonly #waiters = new Set<Waiter>();
  #welcome: Welcome | null = null;
  #state: StateBody | null = null;
  #ended: LinkEnded | null = null;

  /** `url` is the server's, as it prints it: `http://127.0.0.1:8080`. Nothing is opened before `connect`. */
  constructor(url: string, options: ClientOptions = {}) {
    this.#options = options;
    this.#time = options.clock ?? platformClock;
    this.#link = new Link(
      `${url.replace(/^http/, "ws").replace(/\/$/, "")}/ws`,
      {
        message: (message) => this.#receive(message),
        frame: (head, pixels, bytes) => this.#frame(head, pixels, bytes),
        status: (status) => this.#follow(status),
      },
      options.store ?? new MemoryStore(),
      { ...options, client: options.client ?? { name: "worldport client", version: "1" } },
    );
    this.#link.token = options.token ?? "";
    this.#outbox = new Outbox(
      (type, body) => this.#link.send(type, body),
      () => this.#time.nowUs(),
    );
  }

  /** The last welcome; null before the first. */
  get welcome(): Welcome | null {
    return this.#welcome;
  }

  /** Where the session is, `queue_position` included; null while the link is down. */
  get state(): StateBody | null {
    return this.#state;
  }

  /**
   * Opens the link and keeps it open: a link that is cut or can't be opened is tried again until `close`. Resolves with
   * the first welcome.
   * @throws LinkEnded when the server refuses this client for good, or the client was closed. DeadlinePassed when no
   *   welcome came in time; the client goes on trying.
   */
  connect(wait: WaitOptions = {}): Promise<Welcome> {
    this.#ended = null;
    this.#welcome = null;
    this.#link.connect(this.#options.role ?? "driver");
    return this.#until(() => this.#welcome, "A welcome", wait);
  }

  /**
   * Waits for a state of the session that fits; the present one counts.
   * @throws LinkEnded when the link ends for good. DeadlinePassed when no such state came in time.
   */
  until(fits: (state: StateBody) => boolean, wait: WaitOptions = {}): Promise<StateBody> {
    const look = (): StateBody | null => (this.#state !== null && fits(this.#state) ? this.#state : null);
    return this.#until(look, "The awaited state of the session", wait);
  }

  /**
   * Waits until this client's commands count. Who may stand in a queue for longer gives `deadlineMs`.
   * @throws LinkEnded when the link ends for good. DeadlinePassed when another client drove all the time.
   */
  async driving(wait: WaitOptions = {}): Promise<void> {
    await this.#until(() => (this.#outbox.isOpen ? true : null), "The turn to drive", wait);
  }

  /**
   * Sends a command of any kind at once and resolves with its result once it is applied. One that is unanswered when
   * the link breaks is sent again after the resume, and applied once.
   * @throws CommandRefused with a code of the protocol or of the model; `no_session` or `not_driver` at once while no
   *   command can go out. LinkEnded when the client is closed first.
   *   DeadlinePassed when no reply came in time, as of a session that is paused; it may still be applied.
   */
  command(name: string, args: object = {}): Promise<unknown> {
    return new Promise((resolve, reject) => {
      const cancel = this.#deadline({}, `The reply to ${name}`, " It may still be applied.", reject);
      const sent = this.#outbox.trigger(name, args as Args, this.#time.nowUs(), (error, result) => {
        cancel();
        if (error === null) resolve(result);
        else reject(this.#ended ?? new CommandRefused(name, error));
      });
      if (sent) return;
      cancel();
      reject(this.#ended ?? this.#refusal(name));
    });
  }

  /** States a held command's whole args, without asking for a reply. It goes out if it changed, and again after a resume. */
  hold(name: string, args: object): void {
    this.#outbox.hold(name, args as Args, this.#time.nowUs());
  }

  /** Adds to a delta command, without asking for a reply. The sum goes out with `flush`. */
  add(name: string, args: Readonly<Record<string, number>>): void {
    this.#outbox.add(name, args, this.#time.nowUs());
  }

  /** To be called once per frame of the game: sends what has changed since, and the deltas' sums. */
  flush(): void {
    this.#outbox.flush();
  }

  /** Asks for a track in another size, format, rate or credit. */
  subscribe(track: string, wish: Partial<Wish> = {}): void {
    this.#link.send("subscribe", { track, ...wish });
  }

  /** Asks for no more frames of a track. */
  unsubscribe(track: string): void {
    this.#link.send("unsubscribe", { track });
  }

  /** Says when a frame was received and shown, in local µs. */
  shown(
    head: FrameHead,
    times: { received_us: number; shown_us: number; uploaded_us?: number; input_us?: number },
  ): void {
    const { track, epoch, seq } = head;
    this.#link.send("shown", { track, epoch, seq, ...times });
  }

  /** Holds the session, lets it go on, or makes `n` steps while it is held. */
  pause(): void {
    this.#link.send("pause", {});
  }

  play(): void {
    this.#link.send("play", {});
  }

  step(n = 1): void {
    this.#link.send("step", { n });
  }

  /** Ends the session and begins another, with this seed or one the server draws. */
  restart(seed?: number): void {
    this.#link.send("restart", { seed });
  }

  /** Says goodbye: the session ends if this client drives it, and everything that waits is rejected with `closed`. */
  close(reason = "The client was closed."): void {
    this.#end(new LinkEnded("closed", reason));
    this.#link.leave(reason);
  }

  #receive(message: ServerMessage): void {
    if (message.type === "welcome") {
      const known = this.#welcome === null || this.#welcome.schema_hash === message.body.schema_hash;
      this.#welcome = message.body;
      if (!known) this.#outbox.reset();
      this.#outbox.welcome(message.body.next_command_id, message.body.resumed);
    } else if (message.type === "state") this.#enter(message.body);
    else if (message.type === "reply") this.#settle(message.body);
    else if (message.type === "pong") this.clock.add(message.body.t_us, message.body.server_us, this.#time.nowUs());
    else if (message.type === "bye" && !RESUMABLE.has(message.body.code))
      this.#outbox.abandon(message.body.code, message.body.reason);
    this.#options.onMessage?.(message);
    for (const waiter of this.#waiters) if (waiter.look()) this.#waiters.delete(waiter);
  }

  #enter(state: StateBody | null): void {
    this.#state = state;
    const wasOpen = this.#outbox.isOpen;
    this.#outbox.setOpen(state?.state === "streaming" && state.role === "driver");
    if (!wasOpen && this.#outbox.isOpen) this.#outbox.flush();
  }

  #settle(reply: Reply): void {
    if (reply.ok) this.#outbox.settle(reply.id, null, reply.result);
    else this.#outbox.settle(reply.id, reply.error);
  }

  #frame(head: FrameHead, pixels: Uint8Array<ArrayBuffer>, bytes: number): void {
    const { track, epoch, seq } = head;
    this.#link.send("seen", { track, epoch, seq });
    this.#options.onFrame?.(head, pixels, bytes);
  }

  #follow(status: LinkStatus): void {
    if (status.phase !== "open") {
      this.clock.clear();
      this.#enter(null);
    }
    if (status.phase === "stopped") this.#end(new LinkEnded(status.code, status.sentence));
    this.#options.onStatus?.(status);
  }

  #end(error: LinkEnded): void {
    this.#ended = error;
    this.#enter(null);
    this.#outbox.abandon(error.code, error.message);
    const waiters = [...this.#waiters];
    this.#waiters.clear();
    for (const { reject } of waiters) reject(error);
  }

  #until<T>(look: () => T | null, what: string, wait: WaitOptions): Promise<T> {
    return new Promise((resolve, reject) => {
      const found = look();
      if (found !== null) return resolve(found);
      if (this.#ended !== null) return reject(this.#ended);
      const waiter: Waiter = {
        look: () => {
          const late = look();
          if (late === null) return false;
          cancel();
          resolve(late);
          return true;
        },
        reject: (error) => {
          cancel();
          reject(error);
        },
      };
      const cancel = this.#deadline(wait, what, "", (error) => {
        this.#waiters.delete(waiter);
        reject(error);
      });
      this.#waiters.add(waiter);
    });
  }

  /** Rejects when its time has passed, unless the answer is called first. */
  #deadline(
    { deadlineMs = this.#options.deadlineMs ?? DEADLINE_MS }: WaitOptions,
    what: string,
    note: string,
    reject: (error: DeadlinePassed) => void,
  ): () => void {
    if (deadlineMs === Infinity) return () => undefined;
    return this.#time.after(deadlineMs, () => {
      const advice = "Wait longer with deadlineMs, or close the client.";
      reject(new DeadlinePassed(`${what} did not come within ${deadlineMs / 1000} s.${note} ${advice}`));
    });
  }

  #refusal(command: string): CommandRefused {
    const state = this.#state;
    const watches = state?.state === "streaming" && state.role !== "driver";
    const sentence = watches
      ? "This client does not drive the session. Wait in the queue, or connect with role driver."
      : `No session is running here (${state?.state ?? "the link is down"}). Send it when the state is streaming.`;
    return new CommandRefused(command, { code: watches ? "not_driver" : "no_session", message: sentence, issues: [] });
  }
}

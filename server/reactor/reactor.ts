/** Reactor's API in front of a stage: what each of its requests means here. */
import type { JsonMap } from "../../shared-schema/json.ts";
import type { Limits } from "../../shared-schema/limits.ts";
import type { Clock } from "../ground/clock.ts";
import type { IceServer } from "../ice-settings.ts";
import type { Stage } from "../session/stage.ts";
import { type UploadRequest, Uploads } from "../uploads/uploads.ts";
import { Decline } from "./decline.ts";
import { descriptor, directionOf, JOINING_ID } from "./descriptor.ts";
import { Guests, type Traits } from "./guests.ts";
import type { Line, LineOptions } from "./line.ts";
import type { ReactorLinkOptions } from "./reactor-link.ts";

export interface ReactorOptions {
  readonly stage: Stage;
  readonly limits: Limits;
  readonly clock: Clock;
  /** The server's own version. */
  readonly version: string;
  readonly iceServers: readonly IceServer[];
  readonly answer: LineOptions["answer"];
  readonly carrierOf: ReactorLinkOptions["carrierOf"];
  readonly inputsOf: ReactorLinkOptions["inputsOf"];
}

export class Reactor {
  readonly uploads: Uploads;
  readonly #options: ReactorOptions;
  readonly #guests: Guests;

  constructor(options: ReactorOptions) {
    this.#options = options;
    const { stage, limits, clock, answer, carrierOf, inputsOf } = options;
    const uploads = new Uploads(limits, clock);
    this.uploads = uploads;
    this.#guests = new Guests({
      limits,
      clock,
      gone: (sessionId) => uploads.drop(sessionId),
      line: (sessionId) => ({
        answer,
        dismiss: (resume) => stage.dismiss(resume),
        link: {
          stage,
          carrierOf,
          inputsOf,
          limits,
          clock,
          journal: (level, event, fields) => stage.log(level, event, fields),
          document: () => stage.document,
          fileOf: (id) => uploads.bytesOf(sessionId, id),
        },
      }),
    });
  }

  /** The descriptor of whoever asks and has started nothing: `GET /session`. */
  get descriptor(): JsonMap {
    return descriptor(this.#options.stage, this.#options.version, JOINING_ID);
  }

  /**
   * `start_session`: lets a client in, and opens a session if there is none. One that is there is joined.
   * @throws Decline 503 while the model can't play, or when there are too many.
   */
  start(traits: Traits): JsonMap {
    const { stage } = this.#options;
    const { state, detail } = stage;
    if (stage.isClosed) throw new Decline(503, "The server is stopping.");
    if (state === "loading") throw new Decline(503, `The model is loading. ${detail}`.trim());
    if (state === "failed") throw new Decline(503, `The model failed. ${detail}`.trim());
    const id = this.#guests.open(traits);
    if (state === "ready") stage.open();
    return this.describe(id);
  }

  /** As `start`, for clients that wait for the model: `capabilities` come when it is known. @throws Decline 404, 503 */
  begin(traits: Traits, model: string | undefined): JsonMap {
    const { stage } = this.#options;
    const { state, document } = stage;
    if (stage.isClosed || state === "failed") throw new Decline(503, "No session can be had.");
    if (model !== undefined && document !== null && model !== document.model.id)
      throw new Decline(404, `This server plays "${document.model.id}", not "${model.slice(0, 64)}".`);
    return this.describe(this.#guests.open(traits));
  }

  /**
   * `stop_session`: ends the client it comes from, and the session with it if that client drives or nobody does.
   * @throws Decline 409 when no session is there or it comes from nobody that takes part, 503 while the model can't play.
   */
  stop(traits: Traits): void {
    const { stage } = this.#options;
    const { state } = stage;
    const isKnown = this.#guests.stop(traits);
    if (state === "loading" || state === "failed") throw new Decline(503, `No session is running (state ${state}).`);
    if (stage.endUnattended() || isKnown) return;
    if (!stage.hasSession) throw new Decline(409, "No session is running.");
    throw new Decline(
      409,
      "The session is driven by another client; only its driver ends it. DELETE /sessions/{id} ends one client.",
    );
  }

  /** @throws Decline 400 or 404 when there is no such session. */
  describe(sessionId: string): JsonMap {
    this.#require(sessionId);
    return descriptor(this.#options.stage, this.#options.version, sessionId);
  }

  /** Ends the client a session id was given to. @throws Decline 400 or 404 */
  end(sessionId: string): void {
    this.#require(sessionId);
    this.#guests.end(sessionId);
  }

  /** @throws Decline 400 or 404 */
  iceServers(sessionId: string): JsonMap[] {
    this.#require(sessionId);
    return this.#options.iceServers.map(({ urls, username, credential }) => ({
      uris: [urls],
      ...(username === undefined || credential === undefined
        ? {}
        : { credentials: { username, password: credential } }),
    }));
  }

  /** A new connection, and the tracks it may map. @throws Decline 400, 404 or 503 */
  connect(sessionId: string): { readonly id: number; readonly trackMap: JsonMap[] } {
    this.#require(sessionId);
    const tracks = this.#options.stage.tracks ?? [];
    return {
      id: this.#guests.connect(sessionId).id,
      trackMap: tracks.map(({ name, kind, direction }) => ({ name, kind, direction: directionOf(direction) })),
    };
  }

  /** @throws Decline 400 or 404 */
  line(sessionId: string, connectionId: number | null): Line {
    this.#require(sessionId);
    return this.#guests.line(sessionId, connectionId);
  }

  /** Reserves room for a file of this session's client. @throws Decline 400 or 404; ProtocolError as `Uploads.reserve` */
  reserve(sessionId: string, request: UploadRequest): string {
    this.#require(sessionId);
    return this.uploads.reserve(sessionId, request);
  }

  close(): void {
    this.#guests.close();
    this.uploads.close();
  }

  /** To Reactor's clients 400 means that the session is lost and another may be started, 404 that they are mistaken. */
  #require(sessionId: string): void {
    if (this.#guests.has(sessionId)) return;
    if (!this.#options.stage.hasSession) throw new Decline(400, "No session is running.");
    throw new Decline(404, "There is no such session.");
  }
}

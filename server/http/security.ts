/** Who may ask: Host and Origin against an allow-list (DNS rebinding), and the token. */
import { timingSafeEqual } from "node:crypto";
import { isIP } from "node:net";

export interface SecurityOptions {
  /** The address the server is bound to. */
  readonly host: string;
  /** Null: no token is asked for; only allowed on a loopback address. */
  readonly token: string | null;
  readonly allowOrigins: readonly string[];
}

export interface Refusal {
  readonly status: 401 | 403;
  readonly code: "unauthorized" | "forbidden_origin";
  readonly message: string;
}

const LOOPBACK = new Set(["localhost", "127.0.0.1", "::1"]);

export function isLoopback(host: string): boolean {
  // An address and not a name: 127.0.0.1.evil.example belongs to somebody else.
  return LOOPBACK.has(host) || (isIP(host) === 4 && host.startsWith("127."));
}

/** Headers a browser on another allowed origin may send; a superset of what Reactor's client asks for. */
export const ALLOWED_HEADERS =
  "authorization, content-type, if-match, reactor-api-version, reactor-api-accept-version, reactor-webrtc-version";
/** Headers a page on another allowed origin may read: where a WHEP resource is, its ICE session, and ICE servers. */
export const EXPOSED_HEADERS = "location, etag, accept-patch, link";

export class Security {
  readonly #options: SecurityOptions;

  /** Origins as browsers write them. */
  readonly #allowed: ReadonlySet<string>;

  constructor(options: SecurityOptions) {
    this.#options = options;
    // Copied from an address bar they end in a slash.
    this.#allowed = new Set(options.allowOrigins.map((origin) => origin.replace(/\/$/, "")));
  }

  /** Checks Host and Origin. A request without Origin comes from no browser page and passes. */
  refusal(headers: NodeJS.Dict<string | string[]>): Refusal | null {
    const host = String(headers["host"] ?? "");
    if (!this.#isOwnHost(hostname(host)))
      return forbidden(`The Host header "${host}" is not this server's. Open it at its own address.`);
    const origin = headers["origin"];
    if (origin === undefined || this.isAllowedOrigin(String(origin), host)) return null;
    return forbidden(
      `The origin "${String(origin)}" is not allowed. Start the server with --allow-origin ${String(origin)}.`,
    );
  }

  isAllowedOrigin(origin: string, host: string): boolean {
    if (this.#allowed.has(origin) || this.#allowed.has("*")) return true;
    if (!URL.canParse(origin)) return false;
    const url = new URL(origin);
    if (url.host === host && /^https?:$/.test(url.protocol)) return true;
    return /^https?:$/.test(url.protocol) && LOOPBACK.has(bare(url.hostname));
  }

  /** Whether a token opens this server. */
  opens(token: string | undefined): boolean {
    const { token: wanted } = this.#options;
    if (wanted === null) return true;
    const given = Buffer.from(token ?? "");
    const expected = Buffer.from(wanted);
    return given.byteLength === expected.byteLength && timingSafeEqual(given, expected);
  }

  /** The token of an `Authorization: Bearer …` header. */
  static bearer(headers: NodeJS.Dict<string | string[]>): string | undefined {
    return /^Bearer (.+)$/i.exec(String(headers["authorization"] ?? ""))?.[1];
  }

  /** On a loopback address only loopback names are ours; elsewhere names can't be known, and the token guards. */
  #isOwnHost(name: string): boolean {
    if (LOOPBACK.has(name) || isLoopback(name) || name === this.#options.host) return true;
    return !isLoopback(this.#options.host) && (isIP(name) !== 0 || this.#options.token !== null);
  }
}

function hostname(host: string): string {
  return URL.canParse(`http://${host}`) ? bare(new URL(`http://${host}`).hostname) : "";
}

/** An IPv6 address without its brackets. */
function bare(name: string): string {
  return name.replace(/^\[|\]$/g, "");
}

function forbidden(message: string): Refusal {
  return { status: 403, code: "forbidden_origin", message };
}

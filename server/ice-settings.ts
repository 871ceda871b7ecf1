/** `--webrtc-ports` and `--ice-server` → checked settings. */
import { ConfigError } from "./config-error.ts";

/** A STUN or TURN server, as browsers take them. */
export interface IceServer {
  /** `stun:host:port`, `turn:host:port?transport=udp` … */
  readonly urls: string;
  readonly username?: string;
  readonly credential?: string;
}

/** @throws ConfigError */
export function readPorts(value: string, from: string): readonly [number, number] {
  const [, first = "", last = ""] = /^(\d{1,5})-(\d{1,5})$/.exec(value) ?? [];
  const range = [Number(first), Number(last)] as const;
  if (first === "" || range[0] < 1 || range[1] > 65_535 || range[0] >= range[1])
    throw new ConfigError(
      `${from} is "${value}"; accepted is <first>-<last>, two ports from 1 to 65535, as 50000-50100.`,
    );
  return range;
}

/** @throws ConfigError */
export function readIceServer(value: string): IceServer {
  const [urls = "", username, credential, ...more] = value.trim().split(";");
  const scheme = /^(stun|turn|turns):[^\s;:/?]+(:\d{1,5})?(\?transport=(udp|tcp))?$/.exec(urls)?.[1];
  // TURN over DTLS is not spoken here.
  const isCarried = !(scheme === "turns" && urls.endsWith("=udp"));
  const isWhole = scheme === "stun" ? username === undefined : username !== undefined && credential !== undefined;
  // A password is not repeated in the sentence.
  if (scheme === undefined || !isCarried || !isWhole || more.length > 0)
    throw new ConfigError(
      `--ice-server "${urls}" can't be used; accepted is stun:<host>[:port], or turn:<host>[:port][?transport=udp|tcp];<user>;<password>, or turns:<host>[:port];<user>;<password>.`,
    );
  return { urls, ...(username === undefined ? {} : { username }), ...(credential === undefined ? {} : { credential }) };
}

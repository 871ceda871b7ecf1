/** How peers are reached: addresses and ports from the configuration, ICE candidate lines for an answer. */
import { isIPv4 } from "node:net";
import { networkInterfaces } from "node:os";
import type { IceServer } from "../ice-settings.ts";

export interface NetworkOptions {
  /** The address the HTTP server is bound to. */
  readonly host: string;
  /** First and last UDP port; null: any free one. */
  readonly ports: readonly [number, number] | null;
  /** Empty: clients reach this machine by its own addresses. */
  readonly iceServers: readonly IceServer[];
}

/**
 * The addresses a client may reach this machine at, the one to try first in front. A server bound to one address of the
 * network offers that one; any other offers all IPv4 addresses and, for clients on the same machine, the loopback one.
 */
export function hostAddresses(host: string): readonly string[] {
  if (isBoundTo(host)) return [host];
  const others = Object.values(networkInterfaces())
    .flatMap((list) => list ?? [])
    .filter(({ family, internal }) => family === "IPv4" && !internal)
    .map(({ address }) => address);
  return ["127.0.0.1", ...others];
}

/** Whether media go through this address only. On a loopback address they don't: a browser has none of its own there. */
export function isBoundTo(host: string): boolean {
  return isIPv4(host) && host !== "0.0.0.0" && !host.startsWith("127.");
}

/**
 * Adds the other addresses of this machine to an answer: one UDP socket hears them all, so each gets the same port.
 * `first` is the one the answer names already.
 */
export function withHostCandidates(answer: string, first: string, addresses: readonly string[]): string {
  const others = addresses.filter((address) => address !== first);
  return answer
    .split("\r\n")
    .flatMap((line) => {
      const match = /^(a=candidate:)(\S+)( \d+ udp )(\d+) (\S+) (\d+ typ host.*)$/i.exec(line);
      if (match === null || match[5] !== first) return [line];
      const [, lead, foundation, component, priority, , rest] = match;
      const further = others.map(
        (address, i) => `${lead}${foundation}${i + 1}${component}${Number(priority) - 1 - i} ${address} ${rest}`,
      );
      return [line, ...further];
    })
    .join("\r\n");
}

/** The offer or fragment without candidate lines that are of no use: all of them for a server that only answers checks. */
export function withoutCandidates(sdp: string, isUseless: (line: string) => boolean): string {
  return sdp
    .split(/\r?\n/)
    .filter((line) => !(/^a=(candidate|end-of-candidates)/.test(line) && isUseless(line)))
    .join("\r\n");
}

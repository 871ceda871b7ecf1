/**
 * STUN and TURN servers as the `Link` header: how WHEP tells a player of them.
 * Source: RFC 9725, section 4.6, whose WHIP shares it with the WHEP draft.
 */
import type { IceServer } from "../ice-settings.ts";

/** The header's value, one link for each server; "" without servers. */
export function iceLinks(servers: readonly IceServer[]): string {
  const links = servers.map(({ urls, username, credential }) => {
    const link = `<${urls}>; rel="ice-server"`;
    if (username === undefined || credential === undefined) return link;
    return `${link}; username=${quoted(username)}; credential=${quoted(credential)}; credential-type="password"`;
  });
  return links.join(", ");
}

/** A quoted-string of RFC 9110, section 5.6.4. */
function quoted(text: string): string {
  return `"${text.replace(/["\\]/g, "\\$&")}"`;
}

/**
 * The `Link` header of a WHEP server → the STUN and TURN servers it names, as an RTCPeerConnection takes them.
 * Source: RFC 9725, section 4.6; RFC 8288, section 3.
 */
export interface IceServer {
  readonly urls: string;
  readonly username?: string;
  readonly credential?: string;
}

const LINK = /<([^>]*)>((?:\s*;\s*[\w-]+(?:\s*=\s*(?:"(?:[^"\\]|\\.)*"|[^\s;,"]+))?)*)/g;
const PARAMETER = /;\s*([\w-]+)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s;,"]+))/g;

/** Links of other relations are left out, and what can't be read with them. */
export function iceServersOf(header: string): IceServer[] {
  return [...header.matchAll(LINK)].flatMap(([, urls = "", rest = ""]) => {
    const parameters = new Map(
      [...rest.matchAll(PARAMETER)].map(([, name = "", quoted, plain]) => [
        name.toLowerCase(),
        quoted === undefined ? (plain ?? "") : quoted.replace(/\\(.)/g, "$1"),
      ]),
    );
    if (parameters.get("rel") !== "ice-server" || !/^(stuns?|turns?):/.test(urls)) return [];
    const [username, credential] = [parameters.get("username"), parameters.get("credential")];
    return [username === undefined || credential === undefined ? { urls } : { urls, username, credential }];
  });
}

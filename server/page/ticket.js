/** What the address and this tab's storage say: token, role, wanted format. No DOM beyond what is passed in. */
import { isLocal } from "./words.js";

/** @typedef {Pick<Storage, "getItem" | "setItem" | "removeItem">} Store */
/**
 * @typedef {object} Ticket
 * @property {string} token of the server, "" when none is known
 * @property {"driver" | "spectator"} role
 * @property {string[] | null} formats wanted for the picture; null takes the track as it is
 * @property {string} socketUrl
 * @property {string} framesUrl
 * @property {(token: string) => string} keep stores a token for this tab and gives it back
 */

const KEY = "worldport.token";

/**
 * Reads `?token=`, `#token=` (which no server log sees), `?role=spectator` and `?format=jpeg`. On another machine than
 * the server's, jpeg is preferred: raw pictures need hundreds of megabytes a second.
 * @param {Pick<Location, "href">} location @param {Store} store
 * @returns {Ticket}
 */
export function readTicket(location, store) {
  const url = new URL(location.href);
  const fragment = new URLSearchParams(url.hash.slice(1));
  const given = fragment.get("token") ?? url.searchParams.get("token");
  const keep = (/** @type {string} */ token) => {
    store.setItem(KEY, token);
    return token;
  };
  const wanted = url.searchParams.get("format");
  const local = isLocal(url.hostname);
  return {
    token: given === null ? (store.getItem(KEY) ?? "") : keep(given),
    role: url.searchParams.get("role") === "spectator" ? "spectator" : "driver",
    formats: wanted !== null ? [wanted] : local ? null : ["jpeg", "rgba8"],
    socketUrl: `${url.protocol === "https:" ? "wss" : "ws"}://${url.host}/ws`,
    framesUrl: `${url.protocol}//${url.host}/frames`,
    keep,
  };
}

/**
 * Which way pictures and commands go, raw by WebSocket or as video by WebRTC: chosen by itself or by hand, and why; and
 * back to raw where WebRTC does not get through.
 */
import { peerSockets } from "../../shared-schema/client/peer-socket.ts";
import { platformSocket } from "../../shared-schema/client/socket.ts";
import { byId } from "./dom.js";
import { transportFor } from "./words.js";

/** @typedef {"raw" | "webrtc"} Way */
/**
 * @typedef {object} TransportActions
 * @property {() => string} token of the server
 * @property {() => number} inTracks how many tracks the model takes in
 * @property {(track: MediaStreamTrack) => void} picture the out track's video is there
 * @property {(senders: readonly RTCRtpSender[]) => void} senders for the in tracks, of a link that begins
 * @property {() => void} reconnect opens the link anew, as the same client
 * @property {(sentence: string) => void} complain
 */

/** Problems that WebRTC has and the WebSocket has not. "": the peers did not find each other. */
const OF_WEBRTC = new Set(["", "no_video_encoder", "no_media_port", "unknown_codec", "bad_offer"]);

export class Transport {
  #actions;
  #sockets;
  /** @type {Way} */
  way;
  /** Why this way, for people. */
  why;

  /**
   * @param {Pick<Location, "href">} location
   * @param {TransportActions} actions
   */
  constructor(location, actions) {
    this.#actions = actions;
    const { way, why } = transportFor(location, typeof RTCPeerConnection === "function");
    this.way = way;
    this.why = why;
    this.#sockets = {
      raw: platformSocket(),
      webrtc: peerSockets({
        connect: () => /** @type {any} */ (new RTCPeerConnection()),
        token: actions.token,
        // The model's tracks are not known before the first welcome; one in track is offered to be sure.
        send: () => Math.max(1, actions.inTracks()),
        onTrack: (track) => actions.picture(/** @type {MediaStreamTrack} */ (track)),
        onSenders: (senders) => actions.senders(/** @type {RTCRtpSender[]} */ (senders)),
        onProblem: (code, sentence) => this.#failed(code, sentence),
      }),
    };
    for (const one of /** @type {const} */ (["raw", "webrtc"]))
      byId(`transport-${one}`).addEventListener("click", () => this.#choose(one));
    this.#show();
  }

  /** What the link opens next. */
  get Socket() {
    return this.#sockets[this.way];
  }

  /** @param {Way} way */
  #choose(way) {
    if (way === this.way) return;
    this.way = way;
    this.why = "You chose it.";
    this.#show();
    this.#actions.reconnect();
  }

  /** @param {string} code @param {string} sentence */
  #failed(code, sentence) {
    if (this.way !== "webrtc" || !OF_WEBRTC.has(code)) return;
    this.way = "raw";
    this.why = `WebRTC did not get through: ${sentence}`;
    this.#show();
    this.#actions.complain(`${this.why} Pictures come by WebSocket instead.`);
    // The socket that failed has yet to tell its link.
    setTimeout(() => this.#actions.reconnect());
  }

  #show() {
    for (const one of /** @type {const} */ (["raw", "webrtc"])) {
      const button = byId(`transport-${one}`);
      const chosen = one === this.way;
      button.setAttribute("aria-pressed", String(chosen));
      button.title = chosen ? `${this.#name(one)}. ${this.why}` : this.#name(one);
    }
  }

  /** @param {Way} way */
  #name(way) {
    return way === "raw" ? "Raw pictures by WebSocket" : "Video by WebRTC";
  }
}

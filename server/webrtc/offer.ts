/** An SDP offer, read as far as the server needs it, and narrowed to the codecs it will use. No IO, nothing of werift's. */
import { ProtocolError } from "../../shared-schema/errors.ts";

export type Direction = "sendrecv" | "sendonly" | "recvonly" | "inactive";

/** A codec of a section, by its payload type. */
export interface OfferedCodec {
  readonly payloadType: number;
  /** Lower case: `vp8`, `h264`, `rtx` … */
  readonly name: string;
  /** Parameters of `a=fmtp`, empty when there are none. */
  readonly parameters: string;
}

/** One media section of an offer. */
export interface OfferedSection {
  readonly mid: string;
  readonly kind: "video" | "audio" | "application";
  /** From the offerer's side. */
  readonly direction: Direction;
  /** In the offerer's order. */
  readonly codecs: readonly OfferedCodec[];
}

const KINDS = ["video", "audio", "application"];
const DIRECTION = /^a=(sendrecv|sendonly|recvonly|inactive)$/m;

/** What is sent or wanted in no more sections than this is read; more is no offer of a player. */
const MOST_SECTIONS = 32;

/**
 * Reads an offer.
 * @throws ProtocolError `bad_offer`, naming what is missing.
 */
export function readOffer(sdp: string): readonly OfferedSection[] {
  const { head, sections } = splitSdp(sdp);
  if (!head.startsWith("v=0")) throw bad('An SDP offer starts with "v=0"');
  if (sections.length === 0) throw bad("The offer has no media section (m=)");
  if (sections.length > MOST_SECTIONS)
    throw bad(`The offer has ${sections.length} media sections; at most 32 are read`);
  const need = (what: RegExp, sentence: string): void => {
    if (!sections.every((section) => what.test(section) || what.test(head))) throw bad(sentence);
  };
  need(/^a=ice-ufrag:\S/m, "The offer has no ICE user fragment (a=ice-ufrag)");
  need(/^a=ice-pwd:\S/m, "The offer has no ICE password (a=ice-pwd)");
  need(/^a=fingerprint:sha-\d+ \S/im, "The offer has no DTLS fingerprint (a=fingerprint)");
  const read = sections.map((section) => readSection(section, head));
  if (new Set(read.map(({ mid }) => mid)).size !== read.length) throw bad("Two media sections have the same a=mid");
  return read;
}

/**
 * The offer with only the chosen payload types left in each section, so that the answer can name no other; and without
 * transport-cc, because a browser that has it sends no estimate of its own (REMB).
 */
export function narrowOffer(sdp: string, chosen: ReadonlyMap<string, readonly number[]>): string {
  const { head, sections } = splitSdp(sdp);
  return [head, ...sections.map((section) => narrowSection(section, chosen))].join("");
}

/** What comes before the first media section, and the sections, each with its line ends. */
export function splitSdp(sdp: string): { head: string; sections: string[] } {
  const [head = "", ...sections] = `${sdp.trim().replace(/\r?\n/g, "\r\n")}\r\n`.split(/^(?=m=)/m);
  return { head, sections };
}

function readSection(section: string, head: string): OfferedSection {
  const [, kind = "", protocol = ""] = /^m=(\S+) \d+ (\S+)/.exec(section) ?? [];
  if (!KINDS.includes(kind))
    throw bad(`A media section is of kind "${kind.slice(0, 40)}"; read are ${KINDS.join(", ")}`);
  if (kind !== "application" && !/^UDP\/TLS\/RTP\/SAVPF?$/.test(protocol))
    throw bad(`A ${kind} section uses "${protocol.slice(0, 40)}"; WebRTC uses UDP/TLS/RTP/SAVPF`);
  const mid = midOf(section);
  if (mid === null) throw bad(`A ${kind} section has no a=mid`);
  const direction = (DIRECTION.exec(section)?.[1] ?? DIRECTION.exec(head)?.[1] ?? "sendrecv") as Direction;
  return { mid, kind: kind as OfferedSection["kind"], direction, codecs: codecsOf(section) };
}

function codecsOf(section: string): OfferedCodec[] {
  const names = new Map<number, string>();
  for (const [, type = "", name = ""] of section.matchAll(/^a=rtpmap:(\d+) ([^/\s]+)/gm))
    names.set(Number(type), name.toLowerCase());
  const parameters = new Map<number, string>();
  for (const [, type = "", text = ""] of section.matchAll(/^a=fmtp:(\d+) ([^\r\n]+)/gm))
    parameters.set(Number(type), text.trim());
  return payloadTypes(section).flatMap((payloadType) => {
    const name = names.get(payloadType);
    return name === undefined ? [] : [{ payloadType, name, parameters: parameters.get(payloadType) ?? "" }];
  });
}

function narrowSection(section: string, chosen: ReadonlyMap<string, readonly number[]>): string {
  const kept = chosen.get(midOf(section) ?? "");
  if (kept === undefined) return section;
  const ofOther = (line: string): boolean => {
    const type = /^a=(?:rtpmap|fmtp|rtcp-fb):(\d+)/.exec(line)?.[1];
    return (type !== undefined && !kept.includes(Number(type))) || /^a=rtcp-fb:\S+ transport-cc/.test(line);
  };
  return section
    .split("\r\n")
    .filter((line) => !ofOther(line))
    .map((line) => (line.startsWith("m=") ? `${line.split(" ").slice(0, 3).join(" ")} ${kept.join(" ")}` : line))
    .join("\r\n");
}

function payloadTypes(section: string): number[] {
  const [first = ""] = section.split("\r\n");
  return first
    .split(" ")
    .slice(3)
    .filter((one) => /^\d+$/.test(one))
    .map(Number);
}

export function midOf(section: string): string | null {
  return /^a=mid:(\S+)/m.exec(section)?.[1] ?? null;
}

const bad = (what: string): ProtocolError =>
  new ProtocolError("bad_offer", `${what}. Send the whole SDP of an RTCPeerConnection's offer as application/sdp.`);

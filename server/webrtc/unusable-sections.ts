/**
 * Media sections of an offer that have no codec in common with the server, and are wanted by nobody: werift would refuse
 * the whole offer for them. It is shown a codec it knows in their place, and the answer rejects them by port 0.
 * Source: RFC 3264, section 6; RFC 9143, section 7.3.2.
 */
import { midOf, type OfferedSection, splitSdp } from "./offer.ts";

const KNOWN = { video: { type: 96, name: "VP8/90000" }, audio: { type: 111, name: "opus/48000/2" } } as const;

/** The sections of sound that hold no Opus; those of video are known by the choice of codecs. */
export function isUnusableSound({ kind, codecs }: OfferedSection): boolean {
  return kind === "audio" && !codecs.some(({ name }) => name === "opus");
}

/** The offer as werift can read it. */
export function maskSections(offer: string, mids: ReadonlySet<string>): string {
  return mapSections(offer, mids, (section) => {
    const kind = section.startsWith("m=audio") ? "audio" : "video";
    const { type, name } = KNOWN[kind];
    const [first = "", ...rest] = section.split("\r\n");
    const others = rest.filter((line) => !/^a=(rtpmap|fmtp|rtcp-fb|ssrc|ssrc-group|simulcast|rid):?/.test(line));
    const head = `${first.split(" ").slice(0, 3).join(" ")} ${type}`;
    return [head, `a=rtpmap:${type} ${name}`, ...others].join("\r\n");
  });
}

/** The answer in which the sections are rejected, with the formats that were offered. */
export function rejectSections(answer: string, offer: string, mids: ReadonlySet<string>): string {
  if (mids.size === 0) return answer;
  const offered = new Map(splitSdp(offer).sections.map((section) => [midOf(section), section.split("\r\n")[0] ?? ""]));
  const rejected = mapSections(answer, mids, (section) => {
    const mid = midOf(section) ?? "";
    const [media, , ...rest] = (offered.get(mid) ?? "").split(" ");
    return [`${media} 0 ${rest.join(" ")}`, "c=IN IP4 0.0.0.0", `a=mid:${mid}`, "a=inactive", ""].join("\r\n");
  });
  return rejected.replace(/^a=group:BUNDLE .*$/m, (line) => {
    const [group, ...members] = line.split(" ");
    return [group, ...members.filter((mid) => !mids.has(mid))].join(" ");
  });
}

function mapSections(sdp: string, mids: ReadonlySet<string>, map: (section: string) => string): string {
  const { head, sections } = splitSdp(sdp);
  return [head, ...sections.map((section) => (mids.has(midOf(section) ?? "") ? map(section) : section))].join("");
}

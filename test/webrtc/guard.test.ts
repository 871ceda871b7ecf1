/** What werift leaves open: a peer that sends pieces of messages and never their ends. */
import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import { RTCPeerConnection } from "werift";
import { guardChannels } from "../../server/webrtc/werift/peer-guard.ts";

interface Piece {
  readonly flags: number;
  readonly tsn: number;
  readonly streamId: number;
  readonly streamSeq: number;
  readonly protocol: number;
  readonly userData: Buffer;
}
interface Association {
  lastReceivedTsn: number;
  receiveDataChunk(chunk: Piece): void;
}

const FIRST = 2;
const LAST = 1;

function guarded(t: TestContext): { readonly take: (flags: number) => void; readonly broken: unknown[] } {
  const pc = new RTCPeerConnection({ iceServers: [], iceUseIpv4: false, iceUseIpv6: false });
  t.after(() => pc.close());
  pc.createDataChannel("a");
  const broken: unknown[] = [];
  guardChannels(pc, (cause) => broken.push(cause));
  const { sctp } = pc.sctpTransport as unknown as { readonly sctp: Association };
  sctp.lastReceivedTsn = 0;
  let tsn = 1;
  const userData = Buffer.alloc(1100);
  const take = (flags: number): void =>
    sctp.receiveDataChunk({ flags, tsn: tsn++, streamId: 1, streamSeq: 0, protocol: 53, userData });
  return { take, broken };
}

test("a message as large as there is room for is taken, whole", (t) => {
  const { take, broken } = guarded(t);
  take(FIRST);
  for (let piece = 0; piece < 900; piece++) take(0);
  take(LAST);
  assert.deepEqual(broken, []);
});

test("pieces beyond the room there is are not kept, and the peer is given up", (t) => {
  const { take, broken } = guarded(t);
  take(FIRST);
  for (let piece = 0; piece < 2000 && broken.length === 0; piece++) take(0);
  assert.equal(broken.length, 1);
});

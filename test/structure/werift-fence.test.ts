/** werift is known to one folder, its private parts to one file, and each of them is accounted for. */
import assert from "node:assert/strict";
import { test } from "node:test";
import ts from "typescript";
import { MEMBERS } from "../../server/webrtc/werift/private-parts.ts";
import { filesUnder, textOf } from "./source-files.ts";

const FENCE = "server/webrtc/werift/";
const GATE = `${FENCE}private-parts.ts`;
const files = ["server", "shared-schema"].flatMap((folder) => filesUnder(folder, /\.(ts|mjs|js)$/));
const fenced = files.filter((file) => file.startsWith(FENCE));

test("only server/webrtc/werift/ imports werift", () => {
  const importing = files.filter((file) =>
    /(?:from|import|import\(|require\()\s*["']werift(?:\/[^"']*)?["']/.test(textOf(file)),
  );
  assert.deepEqual(
    importing.filter((file) => !file.startsWith(FENCE)),
    [],
    "Give Peer, PeerChannel or a track of that folder a method for it.",
  );
  assert.ok(importing.length > 5);
});

test("inside it, only private-parts.ts casts", () => {
  const casting = fenced.filter((file) => file !== GATE && countOf(file, isCast) > 0);
  assert.deepEqual(casting, [], "Put the member's type and the cast into private-parts.ts.");
  assert.ok(countOf(GATE, isCast) > 0);
});

test("what is replaced or written is listed as that, and nothing else is", () => {
  const listed = Object.values(MEMBERS).flatMap((uses) =>
    Object.entries(uses).flatMap(([member, use]) => (use === "read" ? [] : [member])),
  );
  const changed = new Set(fenced.flatMap((file) => changedMembers(file)));
  // Replaced by way of what they hold.
  for (const [member, method] of [
    ["onRequestReceived", "execute"],
    ["onReceive", "allUnsubscribe"],
  ] as const) {
    assert.ok(fenced.some((file) => new RegExp(`${member}|${method}`).test(textOf(file))));
    changed.add(member);
  }
  // Of our own making, or set as the types allow.
  for (const ours of ["execute", "mid", "againMs", "extensions", "ntpTimestamp", "rtpTimestamp"]) changed.delete(ours);
  assert.deepEqual([...changed].sort(), [...new Set(listed)].sort());
});

test("the folder's README has a row with the sentence for upstream for every member, and each patching file says it too", () => {
  const readme = textOf(`${FENCE}README.md`);
  const members = Object.entries(MEMBERS).flatMap(([owner, uses]) =>
    Object.keys(uses).map((member) => `${owner}.${member}`),
  );
  assert.deepEqual(
    members.filter((member) => !readme.includes(`\`${member}\``)),
    [],
  );
  const rows = [...readme.matchAll(/^\| \[([\w-]+\.ts)\]\([\w-]+\.ts\) \| (.+) \| (.{20,}) \|$/gm)];
  const patching = rows.map(([, file = ""]) => file);
  assert.deepEqual(
    patching.filter((file) => !/For upstream: "/.test(textOf(FENCE + file))),
    [],
  );
  const reaching = fenced.filter((file) => /\b(iceOf|channelsOf|senderOf|openable)\b.*[(]/.test(textOf(file)));
  const others = [GATE, `${FENCE}intact.ts`];
  assert.deepEqual(
    reaching.filter((file) => !others.includes(file)).map((file) => file.slice(FENCE.length)),
    patching.sort(),
  );
});

/** `as const` aside. */
function isCast(node: ts.Node): boolean {
  return ts.isAsExpression(node) && !ts.isConstTypeReference(node.type) && isForeign(node.type);
}

/** Casts of errors and of numbers' pairs reach into nothing of werift's. */
function isForeign(type: ts.TypeNode): boolean {
  return !/^(Error|\[number, number\]|\{ version: string \}|Owner\[\]|"late")$/.test(type.getText());
}

function countOf(file: string, is: (node: ts.Node) => boolean): number {
  let count = 0;
  walk(file, (node) => {
    if (is(node)) count++;
  });
  return count;
}

/** Properties of other objects that a file assigns to or deletes; fields of its own (`this.`) are not among them. */
function changedMembers(file: string): string[] {
  const members: string[] = [];
  walk(file, (node) => {
    const target =
      ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.EqualsToken
        ? node.left
        : ts.isDeleteExpression(node)
          ? node.expression
          : null;
    if (target === null || !ts.isPropertyAccessExpression(target)) return;
    if (target.expression.kind !== ts.SyntaxKind.ThisKeyword) members.push(target.name.text);
  });
  return members;
}

function walk(file: string, see: (node: ts.Node) => void): void {
  const visit = (node: ts.Node): void => {
    see(node);
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(file, textOf(file), ts.ScriptTarget.Latest, true));
}

/** What the page costs a browser, and that its scripts run by themselves. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { gzipSync } from "node:zlib";
import { pageFiles } from "../../server/http/page.ts";

const scripts = [...pageFiles()].filter(([, { type }]) => type.startsWith("text/javascript"));

test("the page is two scripts that import nothing, and no heavier than when it was forty", () => {
  assert.deepEqual(scripts.map(([path]) => path).sort(), ["/page/frames-worker.js", "/page/main.js"]);
  const all = Buffer.concat(scripts.map(([, { body }]) => body));
  assert.ok(gzipSync(all).length < 50_000, `They are ${gzipSync(all).length} bytes, packed.`);
  for (const [path, { body }] of scripts) assert.doesNotMatch(body.toString(), /\bimport\s*[\w{*"]/, path);
});

test("developer tools find each script's sources as they were written", () => {
  const files = pageFiles();
  for (const [path, { body }] of scripts) {
    assert.match(body.toString(), new RegExp(`sourceMappingURL=${path.replace("/page/", "")}\\.map`));
    const map = JSON.parse(files.get(`${path}.map`)?.body.toString() ?? "{}") as { sources: string[] };
    assert.ok(map.sources.some((source) => source.endsWith(path.replace("/page/", ""))));
  }
});

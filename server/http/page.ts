/** The browser page's files, read once: `server/page/` at `/` and `/page/<file>`, and MessagePack as an ES module. */
import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, extname, join } from "node:path";
import { fileURLToPath } from "node:url";

export interface PageFile {
  /** Content type, with charset where it is text. */
  readonly type: string;
  readonly body: Buffer;
}

/**
 * Everything the page loads comes from this server; nothing inline is run. `'self'` covers the WebSocket of the same
 * host as well (CSP level 3).
 */
export const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "worker-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join("; ");

const PAGE = fileURLToPath(new URL("../page/", import.meta.url));
const TYPES: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".svg": "image/svg+xml; charset=utf-8",
};

/** Reads the page. URL path → file; files of other types in the folder are not served. */
export function pageFiles(): ReadonlyMap<string, PageFile> {
  const files = new Map<string, PageFile>();
  for (const name of readdirSync(PAGE).sort()) {
    const type = TYPES[extname(name)];
    if (type === undefined) continue;
    files.set(name === "index.html" ? "/" : `/page/${name}`, { type, body: readFileSync(join(PAGE, name)) });
  }
  files.set("/page/msgpack.js", { type: "text/javascript; charset=utf-8", body: messagePackModule() });
  return files;
}

/**
 * The package's browser build is UMD, which a module worker can't import: run as CommonJS inside a module, it becomes
 * one file with the three names the page uses.
 */
function messagePackModule(): Buffer {
  const entry = createRequire(import.meta.url).resolve("@msgpack/msgpack");
  const umd = readFileSync(join(dirname(entry), "..", "dist.umd", "msgpack.min.js"), "utf8");
  const source = umd.replace(/^\/\/# sourceMappingURL=.*$/m, "");
  return Buffer.from(
    `// @msgpack/msgpack, ISC licence, https://github.com/msgpack/msgpack-javascript\n` +
      `const module = { exports: {} };\n(function (module, exports) {\n${source}\n})(module, module.exports);\n` +
      `export const { decode, encode, Encoder } = module.exports;\n`,
  );
}

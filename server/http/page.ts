/**
 * The browser page's files, read once: `server/page/` at `/` and `/page/<file>`, the TypeScript client without its types
 * at `/shared-schema/client/<file>` (so that its relative imports hold here and there), MessagePack as an ES module.
 */
import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, extname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { transformSync } from "esbuild";

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
const CLIENT = fileURLToPath(new URL("../../shared-schema/client/", import.meta.url));
const SCRIPT = "text/javascript; charset=utf-8";
const TYPES: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".js": SCRIPT,
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
  files.set("/page/msgpack.js", { type: SCRIPT, body: messagePackModule() });
  for (const name of readdirSync(CLIENT).sort())
    if (name.endsWith(".ts")) files.set(`/shared-schema/client/${name}`, { type: SCRIPT, body: clientModule(name) });
  return files;
}

/** One module of the client as a browser runs it: no types, and the one package it imports at its address here. */
function clientModule(name: string): Buffer {
  const source = readFileSync(join(CLIENT, name), "utf8");
  const { code } = transformSync(source, { loader: "ts", target: "es2022", sourcefile: name });
  return Buffer.from(code.replaceAll('"@msgpack/msgpack"', '"/page/msgpack.js"'));
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

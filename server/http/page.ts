/**
 * The browser page's files, read once: `server/page/` at `/` and `/page/<file>`, its scripts with the client and
 * MessagePack as one file each for the page and its worker.
 */
import { readdirSync, readFileSync } from "node:fs";
import { basename, extname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { buildSync } from "esbuild";

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
/** What the browser starts; everything else is part of one of them. */
const SCRIPTS = ["main.js", "frames-worker.js"];
const TYPES: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".css": "text/css; charset=utf-8",
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
  for (const [name, file] of scripts()) files.set(`/page/${name}`, file);
  return files;
}

/**
 * The scripts as a browser runs them: two requests instead of forty, with names shortened. Their maps are asked for by
 * developer tools alone, which show errors and sources as they were written.
 */
function scripts(): ReadonlyMap<string, PageFile> {
  const { outputFiles } = buildSync({
    entryPoints: SCRIPTS.map((name) => join(PAGE, name)),
    bundle: true,
    format: "esm",
    minify: true,
    target: "es2022",
    sourcemap: "linked",
    legalComments: "eof",
    banner: { js: "// Worldport, MIT licence; with @msgpack/msgpack, ISC licence" },
    outdir: PAGE,
    write: false,
    logLevel: "silent",
  });
  const typeOf = (name: string): string =>
    name.endsWith(".map") ? "application/json; charset=utf-8" : "text/javascript; charset=utf-8";
  return new Map(
    outputFiles.map(({ path, contents }) => {
      const name = basename(path);
      return [name, { type: typeOf(name), body: Buffer.from(contents) }];
    }),
  );
}

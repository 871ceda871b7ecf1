/**
 * Lets a model file in any folder be imported: `worldport` and `zod` are the running copies, and a TypeScript or
 * JavaScript file with `import` is a module even where no package.json says so.
 */
import { register } from "node:module";

/** Installs the hooks in this thread; call it once, after TypeScript's. */
export function registerAuthorImports() {
  const data = { worldport: new URL("../../index.ts", import.meta.url).href, zod: import.meta.resolve("zod") };
  register(import.meta.url, { data });
}

let running = {};

/** Called by Node in its hooks thread. */
export function initialize(data) {
  running = data;
}

export async function resolve(specifier, context, next) {
  return next(Object.hasOwn(running, specifier) ? running[specifier] : specifier, context);
}

export async function load(url, context, next) {
  const isSource = /^file:.*\.(ts|js)(\?.*)?$/.test(url) && !url.includes("/node_modules/");
  return next(url, isSource && context.format === "commonjs" ? { ...context, format: "module" } : context);
}

/** Names: `setSpeed` in TypeScript, `set_speed` on the wire, and words no client language can use as a name. */

/** `setSpeed` → `set_speed`; `setFPS` → `set_fps`. */
export function snakeCase(name: string): string {
  return name
    .replace(/([a-z0-9])([A-Z])/g, "$1_$2")
    .replace(/([A-Z]+)([A-Z][a-z])/g, "$1_$2")
    .toLowerCase();
}

/** `set_speed` → `setSpeed`. */
export function camelCase(name: string): string {
  return name.replace(/_+([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}

/** `set_speed` → `SetSpeed`. */
export function pascalCase(name: string): string {
  const camel = camelCase(name);
  return camel.charAt(0).toUpperCase() + camel.slice(1);
}

export const WIRE_NAME = /^[a-z][a-z0-9]*(_[a-z0-9]+)*$/;
export const MODEL_ID = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;

/** Keywords of C# and GDScript that a generated argument could not be called. */
const KEYWORDS = new Set(
  (
    "abstract as base bool break byte case catch char checked class const continue decimal default delegate do double " +
    "else enum event explicit extern false finally fixed float for foreach goto if implicit in int interface internal " +
    "is lock long namespace new null object operator out override params private protected public readonly ref return " +
    "sbyte sealed short sizeof stackalloc static string struct switch this throw true try typeof uint ulong unchecked " +
    "unsafe ushort using var virtual void volatile while await yield pass func extends signal self super match when " +
    "preload assert breakpoint not and or elif class_name tool onready export"
  ).split(" "),
);

/** Methods of `Model` and names every client class has: no command may be called so. */
const RESERVED_COMMANDS = new Set([
  "load",
  "start_session",
  "cleanup",
  "constructor",
  "connect",
  "disconnect",
  "close",
  "send",
  "send_command",
  "pause",
  "play",
  "step",
  "restart",
  "session",
  "state",
  "schema",
]);

/** Says why a name can't be used, or null when it can. */
export function nameProblem(kind: "command" | "field" | "track" | "message", name: string): string | null {
  if (!WIRE_NAME.test(name))
    return `is called "${name}"; names are lower-case letters, digits and single underscores, starting with a letter`;
  if (name.length > 64) return `has a name of ${name.length} characters; at most 64 are allowed`;
  if (KEYWORDS.has(name)) return `is called "${name}", a keyword of C# or GDScript; choose another name`;
  if (kind === "command" && RESERVED_COMMANDS.has(name))
    return `is called "${name}", which every client reserves; choose another name`;
  return null;
}

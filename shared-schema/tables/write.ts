/** Writes the tables of this folder into the clients. `npm run tables`; a test compares. */
import { writeFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { BOUNDS } from "./bounds.ts";
import { csharpBounds, csharpDevices, csharpEnds } from "./csharp.ts";
import { closeCodes, ENDS } from "./ends.ts";
import { gdscriptBounds, gdscriptDevices, gdscriptEnds } from "./gdscript.ts";

export const ROOT = new URL("../../", import.meta.url);
const ENDS_FILES = "shared-schema/errors.ts and shared-schema/tables/ends.ts";
const BOUNDS_FILE = "shared-schema/tables/bounds.ts";
const DEVICES_FILE = "shared-schema/tables/devices.ts";
const ADDON = "godot-addon/addons/worldport/";
const PACKAGE = "unity-package/Runtime/Client/";

/** Every generated file's text by its path. */
export function tableFiles(): ReadonlyMap<string, string> {
  return new Map([
    [`${ADDON}protocol/link_ends.gd`, gdscriptEnds(ENDS_FILES)],
    [`${ADDON}protocol/bounds.gd`, gdscriptBounds(BOUNDS_FILE)],
    [`${ADDON}input/device_names.gd`, gdscriptDevices(DEVICES_FILE)],
    [`${PACKAGE}LinkEnds.cs`, csharpEnds(ENDS_FILES)],
    [`${PACKAGE}Bounds.cs`, csharpBounds(BOUNDS_FILE)],
    [`${PACKAGE}Input/DeviceNames.cs`, csharpDevices(DEVICES_FILE)],
    ["shared-schema/client/link-ends.ts", typescriptEnds(ENDS_FILES)],
    ["shared-schema/client/bounds.ts", typescriptBounds(BOUNDS_FILE)],
  ]);
}

/** For the page and `worldport/client`, which load no table of texts that only the server needs. */
function typescriptEnds(from: string): string {
  const finals = ENDS.filter(({ final, sentence }) => final && sentence !== undefined);
  const rows = (pairs: readonly (readonly [string | number, string])[]): string =>
    pairs.map(([key, text]) => `  [${JSON.stringify(key)}, ${JSON.stringify(text)}],`).join("\n");
  return `/** How a link ends. Generated from ${from}. Do not edit. */

/** Ends after which trying again by itself would only do harm, and what to tell people when the server says nothing. */
export const FINAL_ENDS: ReadonlyMap<string, string> = new Map([
${rows(finals.map(({ code, sentence = "" }) => [code, sentence]))}
]);

/** WebSocket close code → code of the protocol. */
export const CLOSE_CODES: ReadonlyMap<number, string> = new Map([
${rows(closeCodes())}
]);
`;
}

/** Those of a connection's times: browsers and `ws` bound what a message may hold. */
function typescriptBounds(from: string): string {
  const times = BOUNDS.filter(({ name }) => /_ms$|^first_pings$/.test(name));
  const text = times.map(({ name, value, meaning }) => {
    const [type, literal] =
      typeof value === "number" ? ["", String(value)] : [": readonly number[]", `[${value.join(", ")}]`];
    return `/** ${meaning} */\nexport const ${name.toUpperCase()}${type} = ${literal};`;
  });
  return `/** What a client allows itself and a connection. Generated from ${from}. Do not edit. */\n\n${text.join("\n")}\n`;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href)
  for (const [name, text] of tableFiles()) writeFileSync(new URL(name, ROOT), text);

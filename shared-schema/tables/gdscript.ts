/** The tables as GDScript, for the Godot addon. */
import { BOUNDS, type BoundRow } from "./bounds.ts";
import { GAMEPAD_AXES, GAMEPAD_BUTTONS, KEYS } from "./devices.ts";
import { closeCodes, ENDS, NO_SERVER, RESUMABLE } from "./ends.ts";

const quoted = (text: string): string => JSON.stringify(text);
const rows = (lines: readonly string[]): string => lines.map((line) => `\t${line},`).join("\n");
const list = (codes: readonly string[]): string => `[${codes.map(quoted).join(", ")}]`;

function file(from: string, about: string, body: string): string {
  return `# Generated from ${from}. Do not edit.\n@tool\nextends RefCounted\n## ${about}\n\n${body}\n`;
}

export function gdscriptEnds(from: string): string {
  const finals = ENDS.filter(({ final }) => final);
  const remedies = ENDS.filter(({ remedy }) => remedy !== "");
  return file(
    from,
    "How a connection ends: which code a close code stands for, which ends are final, and what to do about each.",
    `## Ends after which trying again by itself would only do harm, and what to tell people when the server says nothing.
const FINAL: Dictionary[String, String] = {
${rows(finals.map(({ code, sentence = "" }) => `${quoted(code)}: ${quoted(sentence)}`))}
}

## What to do about an end; "" is that no server answers.
const REMEDIES: Dictionary[String, String] = {
${rows([`"": ${quoted(NO_SERVER)}`, ...remedies.map(({ code, remedy }) => `${quoted(code)}: ${quoted(remedy)}`)])}
}

## Farewells after which the same session can be resumed, so that what waits goes on waiting.
const RESUMABLE: Array[String] = ${list(RESUMABLE)}

## WebSocket close code → code of the protocol.
const OF_CLOSE: Dictionary[int, String] = {
${rows(closeCodes().map(([close, code]) => `${close}: ${quoted(code)}`))}
}`,
  );
}

export function gdscriptBounds(from: string): string {
  const text = ({ name, value }: BoundRow): string =>
    typeof value === "number"
      ? `const ${name.toUpperCase()} := ${value}`
      : `const ${name.toUpperCase()}: Array[int] = [${value.join(", ")}]`;
  return file(
    from,
    "What every client allows itself and a server, whatever the server says.",
    BOUNDS.map((bound) => `## ${bound.meaning}\n${text(bound)}`).join("\n"),
  );
}

export function gdscriptDevices(from: string): string {
  const keys = KEYS.flatMap(({ code, godot }) => (godot === null ? [] : [`${quoted(code)}: KEY_${godot}`]));
  const parts = [...GAMEPAD_AXES, ...GAMEPAD_BUTTONS];
  const named = (prefix: string): string[] =>
    parts.flatMap(({ name, godot }) => (godot.startsWith(prefix) ? [`${quoted(name)}: JOY_${godot}`] : []));
  return file(
    from,
    "The schema's names of keys and gamepad parts (`KeyboardEvent.code`, W3C standard gamepad) in the engine's numbers.",
    `## A key is meant by its place on the keyboard.
const KEYS: Dictionary[String, Key] = {
${rows(keys)}
}
const BUTTONS: Dictionary[String, JoyButton] = {
${rows(named("BUTTON_"))}
}
const AXES: Dictionary[String, JoyAxis] = {
${rows(named("AXIS_"))}
}`,
  );
}

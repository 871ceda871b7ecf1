/** The line of keys under the picture, made from the bindings. */
import { make } from "./dom.js";
import { keyLabel, titleOf } from "./words.js";

/** @typedef {import("./bindings.js").Binding} Binding */

/** Keys of a set in the order people read them: W A S D rather than A D S W. @param {Binding} binding */
export function helpKeys(binding) {
  const [set = []] = binding.keys;
  if (binding.kind !== "axis2d") return set.map(keyLabel);
  const [left, right, down, up] = set;
  return [up, left, down, right].filter((code) => code !== undefined).map(keyLabel);
}

/** How a pointer reaches a command. @param {"pointer" | "pointer_delta"} kind @param {boolean} alone whether no other command wants the pointer */
export function pointerWords(kind, alone) {
  if (kind === "pointer") return "on the picture";
  return alone ? "click the picture, Esc lets go" : "right-drag on the picture";
}

/**
 * What keys and pointer do, in the order of the commands.
 * @param {readonly Binding[]} bindings
 * @returns {{ keys: string[], name: string }[]}
 */
export function helpOf(bindings) {
  const items = [];
  const alone = !bindings.some((binding) => binding.kind === "pointer");
  for (const binding of bindings) {
    const name = titleOf(binding.command).toLowerCase();
    if (binding.kind === "pointer") items.push({ keys: ["mouse"], name });
    else if (binding.kind === "pointer_delta") items.push({ keys: [alone ? "mouse" : "right-drag"], name });
    else if (binding.keys.length > 0) items.push({ keys: helpKeys(binding), name });
  }
  return items;
}

/** @param {HTMLElement} line @param {readonly Binding[]} bindings */
export function showHelp(line, bindings) {
  const items = helpOf(bindings).map(({ keys, name }) =>
    make("span", { class: "help-item" }, ...keys.map((key) => make("kbd", {}, key)), ` ${name}`),
  );
  line.replaceChildren(...items);
}

/** What the model says and answers, newest first. */
import { byId, make } from "./dom.js";
import { titleOf } from "./words.js";

const KEPT = 6;

/** Adds a message or a reply. @param {string} name of the message or command @param {unknown} value */
export function hear(name, value) {
  const list = byId("words-list");
  list.prepend(make("li", {}, make("span", { class: "name" }, titleOf(name)), textOf(value)));
  while (list.childElementCount > KEPT) list.lastElementChild?.remove();
  byId("words").hidden = false;
}

/** @param {unknown} value @returns {string} */
function textOf(value) {
  if (typeof value === "string") return value;
  if (typeof value !== "object" || value === null || Array.isArray(value)) return JSON.stringify(value);
  const parts = Object.entries(value).map(([key, item]) => [
    key,
    typeof item === "string" ? item : JSON.stringify(item),
  ]);
  return parts.length === 1 ? (parts[0]?.[1] ?? "") : parts.map(([key, text]) => `${key}: ${text}`).join(" · ");
}

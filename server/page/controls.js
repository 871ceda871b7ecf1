/** The panel of controls: one row per command, made from the schema document. */
import { clamp, fieldsOf, presetArgs } from "../../shared-schema/arg-fields.ts";
import { make } from "./dom.js";
import { editorOf } from "./editors.js";
import { helpKeys, pointerWords } from "./help.js";
import { holdButton, stick } from "./stick.js";
import { titleOf } from "./words.js";

/** @typedef {import("../../shared-schema/document.ts").CommandDocument} CommandDocument */
/** @typedef {import("./bindings.js").Binding} Binding */
/** @typedef {import("./editors.js").Editor} Editor */
/** @typedef {import("./stick.js").Stick} Stick */

/**
 * @typedef {object} ControlActions
 * @property {(name: string, args: Record<string, unknown>, inputUs: number) => void} hold
 * @property {(name: string, args: Record<string, unknown>, inputUs: number) => void} trigger
 * @property {(name: string, args: Record<string, number>, inputUs: number) => void} add
 * @property {(command: string, axes: readonly [number, number], inputUs: number) => void} touch
 */
/**
 * @typedef {object} Row
 * @property {CommandDocument} command
 * @property {Map<string, Editor>} editors by field
 * @property {(inputUs: number) => void} changed
 */

/** A trigger with one field of these types goes out when the field changes; others have a button. */
const AT_ONCE = new Set(["choice", "boolean", "file"]);
/** Share of a slider's range that one key press moves it. */
const NUDGE = 1 / 40;

export class Controls {
  #list;
  #actions;
  /** @type {Map<string, Row>} */
  #rows = new Map();
  /** @type {{ binding: Binding, stick: Stick }[]} */
  #sticks = [];

  /** @param {HTMLElement} list @param {ControlActions} actions */
  constructor(list, actions) {
    this.#list = list;
    this.#actions = actions;
  }

  /**
   * Shows the controls of a schema document.
   * @param {readonly CommandDocument[]} commands @param {readonly Binding[]} bindings
   * @param {readonly HTMLElement[]} first rows that come before the commands
   */
  show(commands, bindings, first) {
    this.#rows.clear();
    this.#sticks = [];
    const alone = !bindings.some((binding) => binding.kind === "pointer");
    const rows = commands.map((command) =>
      this.#row(command, bindings.find((b) => b.command === command.name) ?? null, alone),
    );
    this.#list.replaceChildren(...first, ...rows);
  }

  /** Moves the on-screen sticks with the keys. @param {(binding: Binding) => readonly [number, number]} axesOf */
  follow(axesOf) {
    for (const { binding, stick } of this.#sticks) stick.show(axesOf(binding));
  }

  /** A key bound to a slider, choice, toggle or text was pressed. @param {Binding} binding @param {-1 | 1} direction @param {number} index @param {number} inputUs */
  nudge(binding, direction, index, inputUs) {
    const row = this.#rows.get(binding.command);
    if (row === undefined) return;
    const [field] = fieldsOf(row.command.args);
    if (field === undefined) return row.changed(inputUs);
    const editor = row.editors.get(field.name);
    if (editor === undefined) return;
    const value = editor.get();
    if (binding.kind === "text") {
      // The key itself must not land in the text.
      setTimeout(() => editor.element.focus());
      return;
    }
    if (field.type === "boolean") editor.set(!value);
    else if (field.type === "choice") {
      const perKey = binding.keys[0]?.length === field.options.length;
      /** @type {readonly unknown[]} */
      const options = field.options;
      editor.set(options[perKey ? index : (options.indexOf(value) + 1) % options.length]);
    } else if (typeof value === "number") {
      const step =
        row.command.input?.step ?? (field.type === "integer" ? 1 : ((field.max ?? 1) - (field.min ?? 0)) * NUDGE);
      editor.set(clamp(value + direction * step, field.min, field.max));
    }
    row.changed(inputUs);
  }

  /** @param {CommandDocument} command @param {Binding | null} binding @param {boolean} alone whether no other command wants the pointer */
  #row(command, binding, alone) {
    const title = titleOf(command.name);
    const id = `command-${command.name}`;
    const keys = keyChips(binding);
    const element = make("div", { class: "command", "data-command": command.name });
    const kind = binding?.kind;
    if (binding !== null && (kind === "axis1d" || kind === "axis2d" || kind === "button")) {
      const moved = (/** @type {readonly [number, number]} */ axes, /** @type {number} */ inputUs) =>
        this.#actions.touch(command.name, axes, inputUs);
      const made = kind === "button" ? holdButton(title, keys, moved) : stick(binding, title, moved);
      this.#sticks.push({ binding, stick: made });
      const hint = make("p", { class: "hint" }, command.description);
      if (kind === "button") element.append(made.element, hint);
      else if (kind === "axis1d") element.append(labelLine(title, "", keys), made.element, hint);
      else
        element.append(
          make("div", { class: "beside" }, make("div", {}, labelLine(title, ""), keys ?? "", hint), made.element),
        );
      return element;
    }
    if (kind === "pointer" || kind === "pointer_delta") {
      const where = make("span", { class: "where" }, pointerWords(kind, alone));
      element.append(labelLine(title, "", where), make("p", { class: "hint" }, command.description));
      return element;
    }
    this.#form(element, command, title, id, keys);
    return element;
  }

  /** @param {HTMLElement} element @param {CommandDocument} command @param {string} title @param {string} id @param {HTMLElement | null} keys */
  #form(element, command, title, id, keys) {
    const fields = fieldsOf(command.args);
    const hint = command.input;
    const presets = presetArgs(command);
    const immediate = command.semantics === "held" || (fields.length === 1 && AT_ONCE.has(fields[0]?.type ?? ""));
    /** @type {Map<string, Editor>} */
    const editors = new Map();
    const reset = make(
      "button",
      {
        type: "button",
        class: "reset",
        title: "Back to the default",
        "aria-label": `${title}: back to the default`,
        hidden: true,
      },
      "↺",
    );
    const problem = make("p", { class: "problem", hidden: true });
    /** @param {number} inputUs */
    const changed = (inputUs) => {
      const wrong = [...editors.values()].find((editor) => editor.problem !== "")?.problem ?? "";
      problem.hidden = wrong === "";
      problem.textContent = wrong;
      if (wrong !== "") return;
      const args = Object.fromEntries([...editors].map(([name, editor]) => [name, editor.get()]));
      reset.hidden = command.semantics !== "held" || JSON.stringify(args) === JSON.stringify(presets);
      if (command.semantics === "held") this.#actions.hold(command.name, args, inputUs);
      else if (command.semantics === "delta")
        this.#actions.add(command.name, /** @type {Record<string, number>} */ (args), inputUs);
      else this.#actions.trigger(command.name, args, inputUs);
    };
    for (const [i, field] of fields.entries()) {
      const fieldId = fields.length === 1 ? id : `${id}-${field.name}`;
      const options = {
        id: fieldId,
        unit: hint?.unit,
        step: hint?.step,
        color: hint?.kind === "color",
        image: hint?.kind === "image",
      };
      const editor = editorOf(field, options, immediate ? changed : () => {});
      editor.set(presets[field.name] ?? field.preset);
      editors.set(field.name, editor);
      if (fields.length === 1) {
        const inline = field.type === "boolean" || (field.type === "string" && options.color);
        const line = labelLine(title, id, keys, reset, editor.readout, inline ? editor.element : null);
        element.append(line);
        if (!inline) element.append(editor.element);
        if (!immediate && field.type === "string") textRow(element, editor.element, changed);
      } else {
        if (i === 0) element.append(labelLine(title, "", keys, reset));
        element.append(
          make(
            "div",
            { class: "field" },
            labelLine(
              titleOf(field.name),
              fieldId,
              editor.readout,
              ...(field.type === "boolean" ? [editor.element] : []),
            ),
            field.type === "boolean" ? null : editor.element,
          ),
        );
      }
    }
    if (!immediate && !(fields.length === 1 && fields[0]?.type === "string")) {
      const send = make(
        "button",
        { type: "button", class: "press" },
        command.semantics === "delta" ? "Add" : fields.length === 0 ? title : "Send",
      );
      if (fields.length === 0 && keys !== null) send.append(keys);
      send.addEventListener("click", (event) => {
        changed(event.timeStamp * 1000);
        if (event.detail > 0) send.blur();
      });
      element.append(send);
    }
    reset.addEventListener("click", (event) => {
      for (const [name, editor] of editors)
        editor.set(presets[name] ?? fields.find((field) => field.name === name)?.preset);
      changed(event.timeStamp * 1000);
      reset.blur();
    });
    element.append(make("p", { class: "hint" }, command.description), problem);
    this.#rows.set(command.name, { command, editors, changed });
  }
}

/** A text with its button: Enter sends, too. @param {HTMLElement} row @param {HTMLElement} input @param {(inputUs: number) => void} send */
function textRow(row, input, send) {
  const button = make("button", { type: "submit", class: "press" }, "Send");
  const form = make("form", { class: "text-row" }, input, button);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    send(event.timeStamp * 1000);
    input.blur();
    button.blur();
  });
  row.append(form);
}

/** @param {string} title @param {string} id @param {...(Node | null)} right */
function labelLine(title, id, ...right) {
  const label = make("label", id === "" ? {} : { for: id, id: `${id}-label` }, title);
  return make("div", { class: "label-line" }, label, make("span", { class: "right" }, ...right));
}

/** @param {Binding | null} binding */
function keyChips(binding) {
  const keys = binding === null ? [] : helpKeys(binding);
  return keys.length === 0 ? null : make("span", { class: "keys" }, ...keys.map((key) => make("kbd", {}, key)));
}

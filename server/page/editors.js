/** One editor per kind of field: a slider, a switch, a choice, a text, a colour, numbers, a file, JSON. */
import { clamp } from "../../shared-schema/arg-fields.ts";
import { make } from "./dom.js";
import { numberText, titleOf } from "./words.js";

/** @typedef {import("../../shared-schema/arg-fields.ts").ArgField} Field */
/**
 * @typedef {object} Editor
 * @property {HTMLElement} element
 * @property {() => unknown} get
 * @property {(value: unknown) => void} set shows a value without telling anybody
 * @property {HTMLElement | null} readout where the value stands in words, for the label's line
 * @property {string} problem why the value can't be sent, "" when it can
 */
/** @typedef {{ unit?: string | undefined, step?: number | undefined, color?: boolean, image?: boolean, id: string }} EditorOptions */

/** More options than this become a list to choose from. */
const SEGMENTS = 6;
const SEGMENT_LETTERS = 48;

/** @param {Field} field @param {EditorOptions} options @param {(inputUs: number) => void} changed @returns {Editor} */
export function editorOf(field, options, changed) {
  switch (field.type) {
    case "number":
    case "integer":
      return field.min !== null && field.max !== null
        ? slider(field, options, changed)
        : number(field, options, changed);
    case "boolean":
      return toggle(options, changed);
    case "string":
      return options.color ? color(options, changed) : text(field, options, changed);
    case "choice":
      return choice(field, options, changed);
    case "list":
      return list(field, options, changed);
    case "file":
      return file(field, options, changed);
    case "json":
      return json(field, options, changed);
  }
}

/** @param {Event} event */
const timeOf = (event) => event.timeStamp * 1000;

/** @param {Field} field @param {EditorOptions} options @param {(inputUs: number) => void} changed @returns {Editor} */
function slider(field, { unit, step, id }, changed) {
  const [min, max] = [field.min ?? 0, field.max ?? 1];
  const fine = step ?? field.step ?? (max - min) / 200;
  const input = make("input", { type: "range", id, min: String(min), max: String(max), step: String(fine) });
  const readout = make("output", { class: "readout", for: id });
  const show = () => {
    readout.textContent = numberText(input.valueAsNumber, fine, unit);
    input.style.setProperty("--fill", `${max > min ? ((input.valueAsNumber - min) / (max - min)) * 100 : 0}%`);
  };
  input.addEventListener("input", (event) => {
    show();
    changed(timeOf(event));
  });
  // A mouse user's keys belong to the model, not to the slider last touched.
  input.addEventListener("pointerup", () => input.blur());
  return {
    element: input,
    readout,
    problem: "",
    get: () => (field.type === "integer" ? Math.round(input.valueAsNumber) : clamp(input.valueAsNumber, min, max)),
    set(value) {
      input.value = String(value);
      show();
    },
  };
}

/** @param {Field} field @param {EditorOptions} options @param {(inputUs: number) => void} changed @returns {Editor} */
function number(field, { unit, step, id }, changed) {
  const fine = step ?? field.step;
  const input = make("input", { type: "number", id, step: fine === null ? "any" : String(fine), inputMode: "decimal" });
  if (field.min !== null) input.min = String(field.min);
  if (field.max !== null) input.max = String(field.max);
  input.addEventListener("change", (event) => changed(timeOf(event)));
  const box = unit ? make("span", { class: "with-unit" }, input, make("span", { class: "unit" }, unit)) : input;
  return {
    element: box,
    readout: null,
    get problem() {
      return Number.isFinite(input.valueAsNumber) ? "" : "Give a number.";
    },
    get: () => (field.type === "integer" ? Math.round(input.valueAsNumber) : input.valueAsNumber),
    set(value) {
      input.value = String(value);
    },
  };
}

/** @param {EditorOptions} options @param {(inputUs: number) => void} changed @returns {Editor} */
function toggle({ id }, changed) {
  const input = make("input", { type: "checkbox", id, class: "switch", role: "switch" });
  input.addEventListener("change", (event) => changed(timeOf(event)));
  return {
    element: input,
    readout: null,
    problem: "",
    get: () => input.checked,
    set(value) {
      input.checked = value === true;
    },
  };
}

/** @param {Field} field @param {EditorOptions} options @param {(inputUs: number) => void} changed @returns {Editor} */
function text(field, { id }, changed) {
  const input = make("input", { type: "text", id, autocomplete: "off", spellcheck: true });
  if (field.maxLength !== null) input.maxLength = field.maxLength;
  input.addEventListener("change", (event) => changed(timeOf(event)));
  return {
    element: input,
    readout: null,
    problem: "",
    get: () => input.value,
    set(value) {
      input.value = String(value ?? "");
    },
  };
}

/** @param {EditorOptions} options @param {(inputUs: number) => void} changed @returns {Editor} */
function color({ id }, changed) {
  const input = make("input", { type: "color", id });
  const readout = make("output", { class: "readout", for: id });
  const show = () => {
    readout.textContent = input.value;
  };
  input.addEventListener("input", (event) => {
    show();
    changed(timeOf(event));
  });
  return {
    element: input,
    readout,
    problem: "",
    get: () => input.value,
    set(value) {
      input.value = /^#[0-9a-f]{6}$/i.test(String(value)) ? String(value) : "#808080";
      show();
    },
  };
}

/** @param {Field} field @param {EditorOptions} options @param {(inputUs: number) => void} changed @returns {Editor} */
function choice(field, { id }, changed) {
  const names = field.options.map((option) => (typeof option === "string" ? titleOf(option) : String(option)));
  let chosen = 0;
  if (field.options.length > SEGMENTS || names.join("").length > SEGMENT_LETTERS) {
    const select = make("select", { id }, ...names.map((name, i) => make("option", { value: String(i) }, name)));
    select.addEventListener("change", (event) => {
      changed(timeOf(event));
      select.blur();
    });
    return {
      element: select,
      readout: null,
      problem: "",
      get: () => field.options[select.selectedIndex],
      set(value) {
        select.selectedIndex = Math.max(0, /** @type {readonly unknown[]} */ (field.options).indexOf(value));
      },
    };
  }
  const buttons = names.map((name, i) => {
    const button = make("button", { type: "button", role: "radio" }, name);
    button.addEventListener("click", (event) => {
      show(i);
      changed(timeOf(event));
      if (event.detail > 0) button.blur();
    });
    return button;
  });
  /** @param {number} i */
  const show = (i) => {
    chosen = i;
    for (const [j, button] of buttons.entries()) button.setAttribute("aria-checked", String(i === j));
  };
  return {
    element: make(
      "div",
      {
        class: names.length > 3 ? "segments wrapped" : "segments",
        role: "radiogroup",
        "aria-labelledby": `${id}-label`,
      },
      ...buttons,
    ),
    readout: null,
    problem: "",
    get: () => field.options[chosen],
    set: (value) => show(Math.max(0, /** @type {readonly unknown[]} */ (field.options).indexOf(value))),
  };
}

/** @param {Field} field @param {EditorOptions} options @param {(inputUs: number) => void} changed @returns {Editor} */
function list(field, options, changed) {
  /** @type {Field} */
  const item = { ...field, type: "number" };
  const parts = Array.from({ length: field.length }, (_, i) =>
    number(item, { ...options, id: `${options.id}-${i}` }, changed),
  );
  return {
    element: make("div", { class: "vector" }, ...parts.map((part) => part.element)),
    readout: null,
    get problem() {
      return parts.find((part) => part.problem !== "")?.problem ?? "";
    },
    get: () => parts.map((part) => part.get()),
    set(value) {
      for (const [i, part] of parts.entries()) part.set(/** @type {unknown[]} */ (value)[i] ?? 0);
    },
  };
}

/** @param {Field} field @param {EditorOptions} options @param {(inputUs: number) => void} changed @returns {Editor} */
function file(field, { id, image }, changed) {
  const input = make("input", { type: "file", id });
  if (image) input.accept = "image/*";
  let base64 = "";
  let problem = "Choose a file first.";
  input.addEventListener("change", () => {
    const [chosen] = input.files ?? [];
    if (chosen === undefined) return;
    const reader = new FileReader();
    reader.onload = () => {
      base64 = String(reader.result).replace(/^[^,]*,/, "");
      const tooLong = field.maxLength !== null && base64.length > field.maxLength;
      problem = tooLong
        ? `${chosen.name} has ${Math.ceil(chosen.size / 1000)} kB; at most ${Math.floor(((field.maxLength ?? 0) * 3) / 4000)} kB are accepted.`
        : "";
      changed(performance.now() * 1000);
    };
    reader.readAsDataURL(chosen);
  });
  return {
    element: input,
    readout: null,
    get problem() {
      return problem;
    },
    get: () => base64,
    set() {},
  };
}

/** @param {Field} field @param {EditorOptions} options @param {(inputUs: number) => void} changed @returns {Editor} */
function json(field, { id }, changed) {
  const area = make("textarea", { id, rows: 2, spellcheck: false, placeholder: "JSON" });
  area.addEventListener("change", (event) => changed(timeOf(event)));
  return {
    element: area,
    readout: null,
    get problem() {
      try {
        JSON.parse(area.value);
        return "";
      } catch (error) {
        return `${titleOf(field.name)} is no JSON: ${error instanceof Error ? error.message : String(error)}.`;
      }
    },
    get: () => JSON.parse(area.value),
    set(value) {
      area.value = JSON.stringify(value);
    },
  };
}

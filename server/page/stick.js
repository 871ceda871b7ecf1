/** On-screen stick, slider that springs back, and hold button, for hands without keys; they also show keys at work. */
import { make } from "./dom.js";

/** @typedef {import("./bindings.js").Binding} Binding */
/** @typedef {{ element: HTMLElement, show(axes: readonly [number, number]): void }} Stick */

/**
 * @param {Binding} binding `axis1d` or `axis2d`
 * @param {string} label
 * @param {(axes: readonly [number, number], inputUs: number) => void} moved −1..1, right and up positive
 * @returns {Stick}
 */
export function stick(binding, label, moved) {
  const flat = binding.kind === "axis1d";
  const knob = make("span", { class: "knob" });
  const element = make("div", { class: flat ? "stick flat" : "stick", role: "img", "aria-label": label }, knob);
  /** @param {PointerEvent} event */
  const follow = (event) => {
    const box = element.getBoundingClientRect();
    const radius = (flat ? box.width : Math.min(box.width, box.height)) / 2;
    let x = (event.clientX - box.left - box.width / 2) / radius;
    let y = flat ? 0 : (box.top + box.height / 2 - event.clientY) / radius;
    const reach = Math.max(1, Math.hypot(x, y));
    x = Math.max(-1, Math.min(1, x / reach));
    y = Math.max(-1, Math.min(1, y / reach));
    moved([x, y], event.timeStamp * 1000);
  };
  element.addEventListener("pointerdown", (event) => {
    element.setPointerCapture(event.pointerId);
    follow(event);
  });
  element.addEventListener("pointermove", (event) => {
    if (element.hasPointerCapture(event.pointerId)) follow(event);
  });
  for (const end of /** @type {const} */ (["pointerup", "pointercancel", "lostpointercapture"]))
    element.addEventListener(end, (event) => moved([0, 0], event.timeStamp * 1000));
  return {
    element,
    show([x, y]) {
      knob.style.setProperty("--x", String(x));
      knob.style.setProperty("--y", String(-y));
      element.classList.toggle("active", x !== 0 || y !== 0);
    },
  };
}

/** @param {string} label @param {HTMLElement | null} keys @param {(axes: readonly [number, number], inputUs: number) => void} moved 1 while down @returns {Stick} */
export function holdButton(label, keys, moved) {
  const element = make("button", { type: "button", class: "press" }, label, keys);
  element.addEventListener("pointerdown", (event) => {
    element.setPointerCapture(event.pointerId);
    moved([1, 0], event.timeStamp * 1000);
  });
  for (const end of /** @type {const} */ (["pointerup", "pointercancel", "lostpointercapture"]))
    element.addEventListener(end, (event) => {
      moved([0, 0], event.timeStamp * 1000);
      element.blur();
    });
  element.addEventListener("keydown", (event) => {
    if ((event.code === "Space" || event.code === "Enter") && !event.repeat) moved([1, 0], event.timeStamp * 1000);
  });
  element.addEventListener("keyup", (event) => {
    if (event.code === "Space" || event.code === "Enter") moved([0, 0], event.timeStamp * 1000);
  });
  element.addEventListener("blur", () => moved([0, 0], performance.now() * 1000));
  return {
    element,
    show([x]) {
      element.classList.toggle("active", x > 0);
    },
  };
}

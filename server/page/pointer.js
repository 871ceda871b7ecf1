/** Mouse, pen and fingers on the picture → `pointer` and `pointer_delta` commands. */
import { withTargets } from "./input-values.js";

/** @typedef {import("./bindings.js").Binding} Binding */
/** @typedef {import("../../shared-schema/client/outbox.ts").Outbox} Outbox */

export class PicturePointer {
  #canvas;
  #outbox;
  /** @type {readonly Binding[]} */
  #points = [];
  /** @type {readonly Binding[]} */
  #deltas = [];
  /** Pointers on the picture and the touch id each was given. @type {Map<number, { touch: number, down: boolean, x: number, y: number }>} */
  #pointers = new Map();

  /** @param {HTMLCanvasElement} canvas its box is exactly the picture @param {Outbox} outbox */
  constructor(canvas, outbox) {
    this.#canvas = canvas;
    this.#outbox = outbox;
    canvas.addEventListener("pointerdown", (event) => this.#down(event));
    canvas.addEventListener("pointermove", (event) => this.#move(event));
    canvas.addEventListener("pointerup", (event) => this.#up(event));
    canvas.addEventListener("pointercancel", (event) => this.#gone(event));
    canvas.addEventListener("pointerleave", (event) => this.#gone(event));
    canvas.addEventListener("contextmenu", (event) => {
      if (this.#points.length + this.#deltas.length > 0) event.preventDefault();
    });
  }

  /** @param {readonly Binding[]} bindings */
  bind(bindings) {
    this.releaseAll();
    this.#points = bindings.filter((binding) => binding.kind === "pointer");
    this.#deltas = bindings.filter((binding) => binding.kind === "pointer_delta");
    this.#canvas.classList.toggle("takes-pointer", this.#points.length > 0);
    this.#canvas.classList.toggle("takes-motion", this.#points.length === 0 && this.#deltas.length > 0);
  }

  /** Lets go of every pointer, and of the pointer lock. */
  releaseAll() {
    const now = performance.now() * 1000;
    for (const pointer of this.#pointers.values()) this.#release(pointer.touch, now);
    this.#pointers.clear();
    if (document.pointerLockElement === this.#canvas) document.exitPointerLock();
  }

  get #locked() {
    return document.pointerLockElement === this.#canvas;
  }

  /** @param {PointerEvent} event */
  #down(event) {
    if (!this.#outbox.isOpen || this.#points.length + this.#deltas.length === 0) return;
    const pointer = this.#follow(event);
    if (event.button === 0 || event.pointerType !== "mouse") pointer.down = true;
    try {
      this.#canvas.setPointerCapture(event.pointerId);
    } catch {
      // A pointer that has ended meanwhile can't be captured; its release follows.
    }
    if (this.#points.length === 0 && event.pointerType === "mouse" && !this.#locked) void this.#lock();
    this.#send(pointer, event.timeStamp * 1000, "down");
  }

  /** @param {PointerEvent} event */
  #move(event) {
    if (!this.#outbox.isOpen || this.#points.length + this.#deltas.length === 0) return;
    const known = this.#pointers.get(event.pointerId);
    // Beside a pointer command, motion turns the view only while the right button is down.
    if (this.#locked || (known !== undefined && (this.#points.length === 0 ? known.down : (event.buttons & 2) !== 0)))
      this.#turn(event);
    if (this.#points.length === 0) return;
    this.#send(this.#follow(event), event.timeStamp * 1000, "move");
  }

  /** @param {PointerEvent} event */
  #up(event) {
    const pointer = this.#pointers.get(event.pointerId);
    if (pointer === undefined) return;
    this.#follow(event).down = false;
    this.#send(pointer, event.timeStamp * 1000, "up");
    if (event.pointerType !== "mouse") this.#gone(event);
  }

  /** @param {PointerEvent} event */
  #gone(event) {
    const pointer = this.#pointers.get(event.pointerId);
    if (pointer === undefined) return;
    this.#pointers.delete(event.pointerId);
    this.#release(pointer.touch, event.timeStamp * 1000);
  }

  /** @param {PointerEvent} event */
  #follow(event) {
    const box = this.#canvas.getBoundingClientRect();
    const x = Math.min(1, Math.max(0, (event.clientX - box.left) / box.width));
    const y = Math.min(1, Math.max(0, (event.clientY - box.top) / box.height));
    let pointer = this.#pointers.get(event.pointerId);
    if (pointer === undefined) {
      const used = new Set([...this.#pointers.values()].map((other) => other.touch));
      let touch = 0;
      while (used.has(touch)) touch += 1;
      pointer = { touch, down: false, x, y };
      this.#pointers.set(event.pointerId, pointer);
    }
    pointer.x = x;
    pointer.y = y;
    return pointer;
  }

  /** @param {{ touch: number, down: boolean, x: number, y: number }} pointer @param {number} inputUs @param {"down" | "move" | "up"} phase */
  #send(pointer, inputUs, phase) {
    for (const binding of this.#points) {
      // Without a field for the finger, only the first one counts.
      if (binding.touchField === null && pointer.touch > 0) continue;
      const args = withTargets(binding, [pointer.x, pointer.y]);
      if (binding.pressedField !== null) args[binding.pressedField] = pointer.down;
      if (binding.touchField !== null) args[binding.touchField] = pointer.touch;
      if (binding.semantics === "held")
        this.#outbox.hold(binding.command, args, inputUs, { rest: binding.base, key: keyOf(binding, pointer.touch) });
      else if (phase === "down" || (binding.pressedField !== null && (phase === "up" || pointer.down)))
        this.#outbox.trigger(binding.command, args, inputUs);
    }
  }

  /** @param {number} touch @param {number} inputUs */
  #release(touch, inputUs) {
    for (const binding of this.#points) {
      if (binding.semantics !== "held" || (binding.touchField === null && touch > 0)) continue;
      const args = binding.touchField === null ? binding.base : { ...binding.base, [binding.touchField]: touch };
      this.#outbox.hold(binding.command, args, inputUs, { rest: args, key: keyOf(binding, touch) });
    }
  }

  /** @param {PointerEvent} event */
  #turn(event) {
    const { width } = this.#canvas.getBoundingClientRect();
    for (const binding of this.#deltas) {
      const [first, second] = binding.targets;
      if (!first || !second || width === 0 || (event.movementX === 0 && event.movementY === 0)) continue;
      const dx = event.movementX / width;
      const dy = event.movementY / width;
      if (binding.semantics === "delta")
        this.#outbox.add(binding.command, { [first.field]: dx, [second.field]: dy }, event.timeStamp * 1000);
      else this.#outbox.trigger(binding.command, withTargets(binding, [dx, dy]), event.timeStamp * 1000);
    }
  }

  /** Without a lock, dragging turns the view. */
  async #lock() {
    try {
      await this.#canvas.requestPointerLock();
    } catch {
      // Refused, or not offered here: dragging still works.
    }
  }
}

/** @param {Binding} binding @param {number} touch */
const keyOf = (binding, touch) => (binding.touchField === null ? binding.command : `${binding.command}#${touch}`);

/**
 * Where a model and its session are. Pure: a state and an event give the next state, or null when the table has no
 * such entry, and then nothing changes.
 *
 *   loading ─loaded→ ready ─open→ waiting ─driver_came→ streaming ─driver_lost→ orphaned ─driver_came→ streaming
 *                      ▲  └───────driver_came──────────────▲ │                     │
 *                      └──closed── closing ◀─────end─────────┴───── waiting ◀──────┘ (end)
 *   any but failed ─host_lost→ loading        loading, closing ─give_up→ failed
 */
import type { State } from "../../shared-schema/messages.ts";

export const EVENTS = [
  "loaded",
  "open",
  "driver_came",
  "driver_lost",
  "end",
  "closed",
  "host_lost",
  "give_up",
] as const;
export type LifecycleEvent = (typeof EVENTS)[number];

const TABLE: Readonly<Record<State, Readonly<Partial<Record<LifecycleEvent, State>>>>> = {
  loading: { loaded: "ready", host_lost: "loading", give_up: "failed" },
  ready: { open: "waiting", driver_came: "streaming", host_lost: "loading" },
  waiting: { driver_came: "streaming", end: "closing", host_lost: "loading" },
  streaming: { driver_lost: "orphaned", end: "closing", host_lost: "loading" },
  orphaned: { driver_came: "streaming", end: "closing", host_lost: "loading" },
  closing: { closed: "ready", host_lost: "loading", give_up: "failed" },
  failed: {},
};

/** The state after `event`, or null when it is not allowed in `state`. */
export function nextState(state: State, event: LifecycleEvent): State | null {
  return TABLE[state][event] ?? null;
}

/** States in which a session exists. */
export function hasSession(state: State): boolean {
  return state === "waiting" || state === "streaming" || state === "orphaned";
}

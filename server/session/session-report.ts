/** What `GET /session` tells: the session, its clients and what became of their frames. */
import type { DeliveryCounters } from "../pacing/delivery.ts";
import type { LatencySummary } from "./latency.ts";
import type { Sessions } from "./sessions.ts";

export interface SessionReport {
  readonly state: string;
  readonly paused: boolean;
  readonly detail: string;
  readonly session: {
    readonly id: string;
    readonly seed: number;
    readonly epoch: number;
    readonly age_ms: number;
  } | null;
  readonly clients: readonly {
    readonly id: string;
    readonly name: string;
    readonly role: string;
    readonly connected: boolean;
    readonly transport: string | null;
    readonly queue_position: number | null;
    readonly tracks: Readonly<Record<string, DeliveryCounters>>;
    readonly shown: LatencySummary;
  }[];
}

export function sessionReport({ standing, audience }: Sessions, nowUs: number): SessionReport {
  const { session, epoch } = standing;
  return {
    state: standing.state,
    paused: standing.isPaused,
    detail: standing.detail,
    session:
      session === null
        ? null
        : { id: session.id, seed: session.seed, epoch, age_ms: Math.round((nowUs - session.openedUs) / 1000) },
    clients: audience.roster.all().map((client) => ({
      id: client.id,
      name: client.name,
      role: client.role,
      connected: client.connection !== null,
      transport: client.connection?.transport ?? null,
      queue_position: audience.roster.positionOf(client) ?? null,
      tracks: Object.fromEntries([...client.subscriptions].map(([name, { counters }]) => [name, counters])),
      shown: client.latency.summary,
    })),
  };
}

/** Where events are written: one structured line each. */
export type Journal = (level: "info" | "warn" | "error", event: string, fields: Record<string, unknown>) => void;

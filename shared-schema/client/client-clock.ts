/** Time as the client reads and awaits it, so that tests need not wait. */
export interface ClientClock {
  /** The local clock, µs; it never goes back. */
  nowUs(): number;
  /** Runs something once, later; the answer cancels it. */
  after(ms: number, run: () => void): () => void;
}

export const platformClock: ClientClock = {
  nowUs: () => performance.now() * 1000,
  after(ms, run) {
    const timer = setTimeout(run, ms);
    return () => clearTimeout(timer);
  },
};

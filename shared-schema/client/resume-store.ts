/** Where the resume token is kept, so that a client that comes back is the same client. */

/** The part of the browser's `Storage` the client uses: `sessionStorage` is one. */
export interface ResumeStore {
  getItem(key: string): string | null;
  setItem(key: string, value: string): void;
  removeItem(key: string): void;
}

/** Key the resume token is kept under. */
export const RESUME_KEY = "worldport.resume";

/** Keeps the token as long as the object lives: enough to come back after a cut link. */
export class MemoryStore implements ResumeStore {
  readonly #items = new Map<string, string>();

  getItem(key: string): string | null {
    return this.#items.get(key) ?? null;
  }

  setItem(key: string, value: string): void {
    this.#items.set(key, value);
  }

  removeItem(key: string): void {
    this.#items.delete(key);
  }
}

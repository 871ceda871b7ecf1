/** Types of dependencies.mjs, which says what each does. */
export const OLDEST_NODE: readonly [number, number];
export function nodeProblem(version?: string): string | null;
export function missingPackages(root: URL, options?: { readonly development?: boolean }): string[];
export function install(root: URL): string | null;

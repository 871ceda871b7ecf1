/** Types of godot.mjs. */
export function provideGodot(how: { readonly fetch: boolean }): { readonly path?: string; readonly problem?: string };

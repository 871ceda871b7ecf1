/** Where a Godot for the tests is, and how to get one. */

/** Gives `{ path }` of a Godot that is new enough, or `{ problem }` in words. Without `fetch` it only looks. */
export function provideGodot({ fetch: _fetch }) {
  const named = process.env["GODOT"];
  return named === undefined || named === "" ? { problem: "set GODOT to a Godot 4.4 or newer" } : { path: named };
}

/** One name in three spellings. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { camelCase, nameProblem, pascalCase, snakeCase } from "../../shared-schema/naming.ts";

test("names go from code to the wire and back", () => {
  for (const [camel, snake, pascal] of [
    ["setPrompt", "set_prompt", "SetPrompt"],
    ["jump", "jump", "Jump"],
    ["setMaxFps2", "set_max_fps2", "SetMaxFps2"],
    ["lookAtPoint", "look_at_point", "LookAtPoint"],
  ] as const) {
    assert.equal(snakeCase(camel), snake);
    assert.equal(camelCase(snake), camel);
    assert.equal(pascalCase(snake), pascal);
  }
  assert.equal(snakeCase("setFPS"), "set_fps");
  assert.equal(snakeCase("parseHTTPBody"), "parse_http_body");
});

test("what can't be a name is told with the reason", () => {
  assert.equal(nameProblem("command", "set_speed"), null);
  assert.equal(nameProblem("field", "play"), null);
  assert.match(nameProblem("command", "play") ?? "", /every client reserves/);
  assert.match(nameProblem("field", "event") ?? "", /a keyword of C# or GDScript/);
  assert.match(nameProblem("field", "class_name") ?? "", /a keyword of C# or GDScript/);
  for (const name of ["", "Speed", "set__speed", "_speed", "speed_", "2fast", "größe", "a-b"])
    assert.match(nameProblem("field", name) ?? "", /names are lower-case letters, digits and single underscores/, name);
  assert.match(nameProblem("field", "a".repeat(65)) ?? "", /65 characters; at most 64/);
});

/** Random numbers for models. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { randomFrom } from "../../server/model/random.ts";

test("the same seed gives the same numbers, on every machine", () => {
  const random = randomFrom(1);
  assert.deepEqual([random.uint32(), random.uint32(), random.uint32()], FIRST_OF_SEED_1);
  assert.notEqual(randomFrom(2).uint32(), FIRST_OF_SEED_1[0]);
  assert.equal(randomFrom(0xffffffff).uint32(), randomFrom(-1).uint32());
});

test("numbers lie where they should and are spread evenly", () => {
  const random = randomFrom(7);
  const uniform = Array.from({ length: 10_000 }, () => random.uniform());
  assert.ok(uniform.every((value) => value >= 0 && value < 1));
  assert.ok(Math.abs(mean(uniform) - 0.5) < 0.02);
  const between = Array.from({ length: 1000 }, () => random.between(-3, -2));
  assert.ok(between.every((value) => value >= -3 && value < -2));
  const below = new Set(Array.from({ length: 200 }, () => random.below(5)));
  assert.deepEqual([...below].sort(), [0, 1, 2, 3, 4]);
  const normal = Array.from({ length: 10_000 }, () => random.normal());
  assert.ok(Math.abs(mean(normal)) < 0.05);
  assert.ok(Math.abs(mean(normal.map((value) => value * value)) - 1) < 0.06);
});

test("neighbouring seeds have nothing in common", () => {
  const firsts = Array.from({ length: 1000 }, (_, seed) => randomFrom(seed).uniform());
  assert.ok(Math.abs(mean(firsts) - 0.5) < 0.05);
  assert.equal(new Set(firsts).size, 1000);
});

const FIRST_OF_SEED_1 = [393288148, 2174103013, 3814759091];

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

/** Deterministic random numbers for models: the same seed gives the same row of numbers on every machine. */

/** A generator (xoshiro128**, public domain, Blackman and Vigna). Not for secrets. */
export interface Random {
  /** A whole number, 0 … 2^32 − 1. */
  uint32(): number;
  /** A number in [0, 1), with 32 random bits. */
  uniform(): number;
  /** A number in [least, most). */
  between(least: number, most: number): number;
  /** A whole number, 0 … count − 1. */
  below(count: number): number;
  /** A number of the standard normal distribution. */
  normal(): number;
}

/** Makes a generator from a seed such as `session.seed`: `const random = randomFrom(session.seed)`. */
export function randomFrom(seed: number): Random {
  const next = splitMix(seed >>> 0);
  let a = next();
  let b = next();
  let c = next();
  let d = next();
  let spare: number | null = null;
  const uint32 = (): number => {
    const scrambled = Math.imul(rotated(Math.imul(b, 5), 7), 9) >>> 0;
    const shifted = b << 9;
    c ^= a;
    d ^= b;
    b ^= c;
    a ^= d;
    c ^= shifted;
    d = rotated(d, 11);
    return scrambled;
  };
  const uniform = (): number => uint32() / 2 ** 32;
  // Box-Muller gives two numbers at a time; the second waits for the next call.
  const normal = (): number => {
    if (spare !== null) {
      const waiting = spare;
      spare = null;
      return waiting;
    }
    const radius = Math.sqrt(-2 * Math.log(1 - uniform()));
    const angle = 2 * Math.PI * uniform();
    spare = radius * Math.sin(angle);
    return radius * Math.cos(angle);
  };
  return {
    uint32,
    uniform,
    between: (least, most) => least + (most - least) * uniform(),
    below: (count) => Math.floor(uniform() * count),
    normal,
  };
}

const rotated = (value: number, by: number): number => (value << by) | (value >>> (32 - by));

/** Spreads one seed over the generator's four words, so that neighbouring seeds have nothing in common. */
function splitMix(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x9e3779b9) | 0;
    let mixed = state ^ (state >>> 16);
    mixed = Math.imul(mixed, 0x21f0aaad);
    mixed ^= mixed >>> 15;
    mixed = Math.imul(mixed, 0x735a2d97);
    return (mixed ^ (mixed >>> 15)) | 0;
  };
}

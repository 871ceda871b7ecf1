/** What a model hands out beside pixels (meta, messages, replies) is JSON, and is refused with a sentence if it is not. */

/** Maps and arrays inside one another; with the message around them they stay below a client's usual bound. */
const MAX_DEPTH = 12;

/** Says why a value can't be sent, naming the place, or gives null. Keys whose value is undefined are left out. */
export function wireProblem(value: unknown, path: string, depth = 0): string | null {
  switch (typeof value) {
    case "string":
    case "boolean":
    case "undefined":
      return null;
    case "number":
      if (!Number.isFinite(value)) return `${path} is ${value}; numbers are finite.`;
      if (Number.isInteger(value) && !Number.isSafeInteger(value))
        return `${path} is ${value}; whole numbers stay within ±(2^53 − 1).`;
      return null;
    case "object":
      break;
    default:
      return `${path} is a ${typeof value}; ${ACCEPTED}`;
  }
  if (value === null) return null;
  if (depth >= MAX_DEPTH) return `${path} lies more than ${MAX_DEPTH} maps and lists deep; put it nearer to the top.`;
  if (!Array.isArray(value) && !isPlain(value)) return `${path} is a ${value.constructor.name}; ${ACCEPTED}`;
  for (const [key, item] of Object.entries(value)) {
    const problem = wireProblem(item, `${path}.${key}`, depth + 1);
    if (problem !== null) return problem;
  }
  return null;
}

const ACCEPTED = "accepted are strings, numbers, booleans, null, lists and plain objects.";

function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

/** Finds where a JSON text goes wrong, as line and column: `JSON.parse` gives no position for every mistake. */

export interface Place {
  /** Both count from 1. */
  readonly line: number;
  readonly column: number;
  /** What would be right there. */
  readonly expected: string;
}

const TOKEN =
  /\s*(?:([{}[\],:])|("(?:[ !#-[\]-\uffff]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*")|(-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null))/y;

/** The first place where `text` stops being JSON, or null when it is JSON. */
export function jsonMistake(text: string): Place | null {
  let at = 0;
  let token = "";
  const advance = (): void => {
    TOKEN.lastIndex = at;
    const match = TOKEN.exec(text);
    token = match === null ? "" : (match[1] ?? match[2] ?? match[3] ?? "");
    if (match !== null) at = TOKEN.lastIndex;
  };
  const wrong = (expected: string): never => {
    const offset = token === "" ? at + (/^\s*/.exec(text.slice(at))?.[0].length ?? 0) : at - token.length;
    const before = text.slice(0, offset).split("\n");
    throw new Mistake({ line: before.length, column: (before.at(-1)?.length ?? 0) + 1, expected });
  };
  const list = (end: string, item: () => void): void => {
    advance();
    if (token === end) return;
    for (;;) {
      item();
      advance();
      if (token === end) return;
      if (token !== ",") wrong(`"," or "${end}"`);
      advance();
    }
  };
  const member = (): void => {
    if (!token.startsWith('"')) wrong("a name in double quotes");
    advance();
    if (token !== ":") wrong('":"');
    advance();
    value();
  };
  const value = (): void => {
    if (token === "{") list("}", member);
    else if (token === "[") list("]", value);
    else if (token === "" || "}],:".includes(token)) wrong("a value");
  };
  try {
    advance();
    value();
    advance();
    if (token !== "" || text.slice(at).trim() !== "") wrong("the end of the file");
    return null;
  } catch (error) {
    if (error instanceof Mistake) return error.place;
    throw error;
  }
}

class Mistake extends Error {
  constructor(readonly place: Place) {
    super("not JSON");
  }
}

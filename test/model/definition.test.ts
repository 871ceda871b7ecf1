/** A definition that can't work fails when the class is defined, with a sentence that names class, method and field. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { z } from "zod";
import { command, DefinitionError, Model, message, videoIn, videoOut } from "../../server/index.ts";
import { contractOf } from "../../server/model/contract.ts";
import type { ModelClass } from "../../server/model/model.ts";

const tracks = { main: videoOut({ width: 4, height: 4 }) };

abstract class Still extends Model {
  static readonly id: string = "still";
  static readonly tracks = tracks;
  *startSession() {}
}

/** Defines a class and gives the sentence with which that failed. */
function refusalOf(define: () => unknown): string {
  try {
    define();
  } catch (error) {
    assert.ok(error instanceof DefinitionError, String((error as Error).stack));
    return error.message;
  }
  throw new Error("The definition was accepted.");
}

/** Resolves a class and gives the sentence with which that failed. */
const contractRefusal = (modelClass: unknown): string => refusalOf(() => contractOf(modelClass as ModelClass));

test("a reserved command name is refused while the class is being defined, naming file and line", () => {
  const sentence = refusalOf(() => {
    class A extends Still {
      @command("Plays.")
      play() {}
    }
    return A;
  });
  assert.match(
    sentence,
    /^definition\.test\.ts:\d+: @command play is called "play", which every client reserves; choose another name\.$/,
  );
});

test("every name that clients reserve is refused as a command", () => {
  for (const name of [
    "load",
    "startSession",
    "cleanup",
    "connect",
    "disconnect",
    "close",
    "send",
    "sendCommand",
    "pause",
    "step",
    "restart",
    "session",
    "state",
    "schema",
  ])
    assert.match(
      refusalOf(() => command("Does it.")(() => {}, { kind: "method", name, metadata: {} } as never)),
      /reserves; choose another name/,
      name,
    );
});

test("keywords of C# and GDScript are refused as names of fields and commands", () => {
  for (const name of ["event", "class", "ref", "func", "match", "await"])
    assert.match(
      refusalOf(() => {
        class A extends Still {
          @command("Does it.", { [name]: z.number() })
          act() {}
        }
        return A;
      }),
      new RegExp(`@command act, field "${name}" is called "${name}", a keyword of C# or GDScript`),
    );
});

test("two methods with the same wire name are refused", () => {
  const sentence = refusalOf(() => {
    class A extends Still {
      @command("Sets it.")
      setFPS() {}
      @command("Sets it.")
      setFps() {}
    }
    return A;
  });
  assert.match(sentence, /@command setFps and setFPS are both called "set_fps" on the wire; rename one\./);
});

test("a subclass can't take the wire name of an inherited command", () => {
  class A extends Still {
    @command("Sets it.")
    setFPS() {}
  }
  assert.match(
    contractRefusal(
      class B extends A {
        @command("Sets it.")
        setFps() {}
      },
    ),
    /^B: @command setFps and setFPS are both called "set_fps"/,
  );
});

test("a default that its own type refuses is named with class, method, field and value", () => {
  const define = (fields: Record<string, z.ZodType>) => () => {
    class A extends Still {
      @command("Sets it.", fields)
      setIt() {}
    }
    return A;
  };
  assert.match(
    refusalOf(define({ speed: z.number().max(4).default(9) })),
    /@command setIt, field "speed" has the default 9, which its own type refuses/,
  );
  assert.match(refusalOf(define({ speed: z.number().default(Number.NaN) })), /has the default NaN/);
  assert.match(refusalOf(define({ speed: z.number().default(Number.POSITIVE_INFINITY) })), /has the default Infinity/);
  assert.match(refusalOf(define({ speed: z.number().max(4).default(9).optional() })), /has the default 9/);
  assert.match(
    refusalOf(define({ place: z.object({ x: z.number().min(0).default(-1) }) })),
    /field "place" has the default -1/,
  );
  assert.match(
    refusalOf(define({ places: z.array(z.number().min(0).default(-1)) })),
    /field "places" has the default -1/,
  );
});

test("types that no client could send are refused, with what to use instead", () => {
  for (const type of [
    z.date(),
    z.bigint(),
    z.map(z.string(), z.number()),
    z.instanceof(Uint8Array),
    z.undefined(),
    z.nan(),
  ])
    assert.match(
      refusalOf(() => {
        class A extends Still {
          @command("Sets it.", { it: type })
          setIt() {}
        }
        return A;
      }),
      /@command setIt, field "it" can't be written as JSON Schema .*; use numbers, strings, booleans, enums, arrays or objects/,
    );
});

test("something that is no zod type is refused as a field", () => {
  assert.match(
    refusalOf(() => {
      class A extends Still {
        @command("Sets it.", { it: "number" as unknown as z.ZodType })
        setIt() {}
      }
      return A;
    }),
    /field "it" is number; give a zod type/,
  );
});

test("a reply that can't be told is refused", () => {
  assert.match(
    refusalOf(() => {
      class A extends Still {
        @command("Gets it.", {}, { reply: z.date() })
        getIt() {}
      }
      return A;
    }),
    /@command getIt has a reply that can't be written as JSON Schema/,
  );
});

test("delta args must be numbers", () => {
  assert.match(
    refusalOf(() => {
      class A extends Still {
        @command("Adds.", { text: z.string() }, { semantics: "delta" })
        add() {}
      }
      return A;
    }),
    /@command add has delta semantics, so its args are summed and must be numbers; field "text" is string/,
  );
});

test("a command without a description, and an unknown input kind, are refused", () => {
  assert.match(
    refusalOf(() => command(" ")(() => {}, { kind: "method", name: "act", metadata: {} } as never)),
    /has no description/,
  );
  assert.match(
    refusalOf(() =>
      command(
        "Acts.",
        {},
        { input: { kind: "lever" as "slider" } },
      )(() => {}, { kind: "method", name: "act", metadata: {} } as never),
    ),
    /hints input kind "lever"; kinds are axis1d, axis2d/,
  );
});

test("a release that the fields refuse is refused, written or worked out", () => {
  assert.match(
    refusalOf(() => {
      class A extends Still {
        @command("Turns.", { x: z.number().max(1) }, { input: { kind: "axis1d" }, release: { x: 5 } })
        turn() {}
      }
      return A;
    }),
    /@command turn has a release its own fields refuse/,
  );
  assert.match(
    contractRefusal(
      class A extends Still {
        @command("Turns.", { x: z.number(), way: z.enum(["left", "right"]) }, { input: { kind: "axis1d" } })
        turn() {}
      },
    ),
    /^A: @command turn springs back, but what it would send then is refused by its own fields\. Give it release: .* way: /,
  );
});

test("a class without id, track or a proper version is refused with what to add", () => {
  class NoId extends Still {}
  Object.defineProperty(NoId, "id", { value: undefined });
  assert.equal(contractRefusal(NoId), 'NoId: has no id; add static readonly id = "no-id".');
  assert.match(
    contractRefusal(
      class A extends Still {
        static override readonly id = "My Model";
      },
    ),
    /has the id "My Model"; ids are lower-case/,
  );
  assert.match(
    contractRefusal(
      class A extends Still {
        static readonly version = "1";
      },
    ),
    /has the version "1"; write it as 1\.2\.3/,
  );
  class OnlyIn extends Model {
    static readonly id = "only-in";
    static readonly tracks = { camera: videoIn({ width: 4, height: 4 }) };
    *startSession() {}
  }
  assert.match(contractRefusal(OnlyIn), /^OnlyIn: has no out track; add static readonly tracks/);
});

test("names of tracks and messages, and fields of messages, are checked", () => {
  class Tracks extends Model {
    static readonly id = "a";
    static readonly tracks = { Main: videoOut({ width: 4, height: 4 }) };
    *startSession() {}
  }
  assert.match(contractRefusal(Tracks), /^Tracks: a track is called "Main"; names are lower-case letters/);
  assert.match(
    contractRefusal(
      class A extends Still {
        static readonly messages = { Scored: message("Scored.") };
      },
    ),
    /a message is called "Scored"/,
  );
  assert.match(
    contractRefusal(
      class A extends Still {
        static readonly messages = { scored: message("Scored.", { since: z.date() }) };
      },
    ),
    /message scored, field "since" can't be written as JSON Schema/,
  );
});

test("a track of impossible size or rate is refused with the value and what is accepted", () => {
  assert.throws(() => videoOut({ width: 0, height: 1 }), {
    message: "A track's width is a whole number from 1 to 16384; got 0.",
  });
  assert.throws(
    () => videoOut({ width: 8, height: 8, maxWidth: 4 }),
    /maxWidth is a whole number from 8 to 16384; got 4/,
  );
  assert.throws(() => videoOut({ width: 8, height: 8, fps: 1001 }), /fps is 0 \(free-running\) to 1000; got 1001/);
  assert.throws(() => videoOut({ width: 8, height: 8, fps: Number.NaN }), /got NaN/);
});

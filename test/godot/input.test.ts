/** The player's input, in Godot, as real input events: on the test card, and on a model the addon has never seen. */
import { after, test } from "node:test";
import { CommandLine } from "../support/command-line.ts";
import { TempFolder } from "../support/temp-folder.ts";
import { godotTests } from "./engine.ts";

const folder = new TempFolder();
const unseen = folder.model(
  `  #heading = 0;
  @command("Steers.", { heading: z.number().min(-90).max(90).default(0) }, { input: { kind: "axis1d", keys: ["ArrowLeft", "ArrowRight"] } })
  steer({ heading }: { heading: number }): void { this.#heading = heading; }
  @command("Types.", { held: z.array(z.string()) }, { input: { kind: "keys", keys: ["Digit1", "KeyE", "ShiftLeft", "ShiftRight"] } })
  type(_args: { held: string[] }): void {}
  @command("Zooms.", { notches: z.number() }, { input: { kind: "wheel" } })
  zoom(_args: { notches: number }): void {}
  @command("Picks.", { places: z.number().int() }, { input: { kind: "wheel" } })
  pick(_args: { places: number }): void {}
  *startSession() {
    for (;;) yield { ...grey, meta: { heading: this.#heading } };
  }`,
);
const servers = ["testcard", unseen].map(
  (model) => new CommandLine(["run", model, "--port", "0", "--exit-with-stdin", "--log-level", "warn"]),
);
after(() => {
  for (const server of servers) server.stop();
  folder.remove();
});

for (const suite of ["test_input", "test_kinds", "test_bindings"])
  test(
    ...godotTests(suite, {
      ready: async () => {
        const [card = "", steered = ""] = await Promise.all(servers.map((server) => server.ready()));
        return { WORLDPORT_TESTCARD: card, WORLDPORT_UNSEEN: steered };
      },
    }),
  );

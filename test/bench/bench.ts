/** `npm run bench -- <name> [case] [--json]`: measures, and prints a table or one JSON object per line. */

import { fanout } from "./fanout.ts";
import { type Figure, inLine } from "./figures.ts";
import { godot } from "./godot.ts";
import { latency } from "./latency.ts";
import { page } from "./page.ts";
import { raw } from "./raw.ts";
import { world } from "./world.ts";

type Bench = (only: string | undefined) => AsyncGenerator<Figure>;
const BENCHES: Readonly<Record<string, Bench>> = { raw, latency, fanout, world, page, godot };

const asJson = process.argv.includes("--json");
const [name = "", only] = process.argv.slice(2).filter((argument) => !argument.startsWith("--"));
const bench = BENCHES[name];
if (bench === undefined) {
  const known = Object.keys(BENCHES).join(", ");
  process.stderr.write(
    `There is no bench "${name}". There are: ${known}. Usage: npm run bench -- <name> [case] [--json]\n`,
  );
  process.exit(1);
}
for await (const figure of bench(only)) process.stdout.write(`${inLine(figure, asJson)}\n`);

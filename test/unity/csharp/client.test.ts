/** The C# client on Mono: codec, frame slots, bindings, commands and sessions, and what it costs. */
import { test } from "node:test";
import { clientTests } from "./client-tests.ts";

for (const one of await clientTests(["-exclude:Links"])) test(...one);

/** The C# client on Mono: every error code, every way a link ends, resuming, and servers that a game starts. */
import { test } from "node:test";
import { clientTests } from "./client-tests.ts";

for (const one of await clientTests(["-include:Links"])) test(...one);

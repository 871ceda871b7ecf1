/** The C# client on Mono: every error code, every way a link ends, resuming, and servers that a game starts. */
import { clientTests } from "./client-tests.ts";

await clientTests(["-include:Links"]);

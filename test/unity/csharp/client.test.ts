/** The C# client on Mono: codec, frame slots, bindings, commands and sessions, and what it costs. */
import { clientTests } from "./client-tests.ts";

await clientTests(["-exclude:Links"]);

/** Entry of an encoder's thread: lets it import TypeScript, then starts it. */
import { register } from "tsx/esm/api";

// The tsconfig.json of whichever folder the server is started in must not change how it is compiled.
register({ tsconfig: false });
await import("./encoder-worker.ts");

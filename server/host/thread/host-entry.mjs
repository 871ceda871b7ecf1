/** Entry of the model's thread: lets it import TypeScript, its own and the author's, then starts it. */
import { register } from "tsx/esm/api";
import { registerAuthorImports } from "./author-imports.mjs";

// The tsconfig.json of whichever folder the server is started in must not change how it is compiled.
register({ tsconfig: false });
registerAuthorImports();
await import("./host-thread.ts");

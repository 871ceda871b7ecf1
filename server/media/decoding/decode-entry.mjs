/** Entry of the decoder's thread: lets it import TypeScript, then starts it. */
import { register } from "tsx/esm/api";

register({ tsconfig: false });
await import("./decode-thread.ts");

/** A generated client knows the types of args. */
import { testcardCommands } from "../../shared-schema/documents/testcard.ts";

const commands = testcardCommands({ command: async () => null });
await commands.setSpeed({ speed: "fast" }); // error: Type 'string' is not assignable to type 'number'

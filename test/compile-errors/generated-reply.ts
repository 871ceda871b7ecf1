/** A generated client knows the types of replies. */
import { testcardCommands } from "../../shared-schema/documents/testcard.ts";

const commands = testcardCommands({ command: async () => null });
const { text } = await commands.echo({ text: "hi" });
export const length: number = text; // error: Type 'string' is not assignable to type 'number'

/** Messages: declared, typed words a model sends without being asked. */
import type { z } from "zod";
import type { Fields } from "./declaration.ts";

export interface MessageDeclaration {
  readonly description: string;
  readonly fields: Fields;
  readonly kind: "message";
}

/** Declares a message: `static readonly messages = { scored: message("A goal.", { points: z.number() }) }`. */
export function message(description: string, fields: Readonly<Record<string, z.ZodType>> = {}): MessageDeclaration {
  return { kind: "message", description, fields };
}

/** What `@command` records of a method: plain data, read by `contract.ts`. */
import type { z } from "zod";
import type { InputHint, Semantics } from "../../shared-schema/document.ts";

export type Fields = Readonly<Record<string, z.ZodType>>;
export type Args<F extends Fields> = z.output<z.ZodObject<F>>;

export interface CommandOptions<F extends Fields = Fields> {
  /** How input reaches the command. Default: from the hint, else from the fields (see the README). */
  readonly semantics?: Semantics;
  /** What drives it. Default: a slider for one bounded number, a choice for one enum, a toggle for one boolean … */
  readonly input?: InputHint;
  /** Args when the input lets go. Default: each field's default, else zero, false or the empty string. */
  readonly release?: z.input<z.ZodObject<F>>;
  /** Type of what the method returns; it becomes the reply's `result`. */
  readonly reply?: z.ZodType;
}

export interface CommandDeclaration {
  readonly method: string;
  readonly description: string;
  readonly fields: Fields;
  readonly options: CommandOptions;
}

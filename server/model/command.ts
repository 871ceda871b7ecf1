/**
 * `@command`: marks a method as a command and declares its args by zod fields. The compiler checks the method's
 * parameter against the fields; `contract.ts` reads what is recorded here from the class's metadata.
 */
import { z } from "zod";
import type { InputHint, Semantics } from "../../shared-schema/document.ts";
import { checkCommand } from "./definition.ts";

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

/** Declarations live in the class's decorator metadata, so there is no registry and subclasses inherit. */
const DECLARATIONS = Symbol.for("worldport.commands");

// Node 20 has no Symbol.metadata; decorators look for it when a class is defined (TC39 decorator metadata).
(Symbol as { metadata?: symbol }).metadata ??= Symbol.for("Symbol.metadata");

/**
 * Marks a method as a command.
 * @param description one sentence for whoever plays or binds it.
 * @param fields the args, by name; numbers are finite.
 * @throws DefinitionError when the class is defined, naming method and field, if the command can't work.
 */
export function command<const F extends Fields = Record<never, never>>(
  description: string,
  fields: F = {} as F,
  options: CommandOptions<F> = {},
) {
  return (
    _method: (this: never, args: Args<F>) => unknown,
    context: ClassMethodDecoratorContext & { readonly name: string; readonly static: false; readonly private: false },
  ): void => {
    const metadata = context.metadata as Record<symbol, CommandDeclaration[] | undefined>;
    const inherited = metadata[DECLARATIONS] ?? [];
    const declaration = { method: context.name, description, fields, options: options as CommandOptions };
    checkCommand(declaration, Object.hasOwn(metadata, DECLARATIONS) ? inherited : []);
    metadata[DECLARATIONS] = [...inherited.filter((d) => d.method !== context.name), declaration];
  };
}

/** The commands declared on a class and its ancestors, in order of declaration. */
export function commandsOf(modelClass: object): readonly CommandDeclaration[] {
  const metadataKey = (Symbol as unknown as { metadata: symbol }).metadata;
  const metadata = (modelClass as Record<symbol, Record<symbol, unknown> | undefined>)[metadataKey];
  return (metadata?.[DECLARATIONS] as readonly CommandDeclaration[] | undefined) ?? [];
}

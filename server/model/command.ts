/**
 * `@command`: marks a method as a command and declares its args by zod fields. The compiler checks the method's
 * parameter against the fields; `contract.ts` reads what is recorded here from the class's metadata.
 */
import type { Args, CommandDeclaration, CommandOptions, Fields } from "./declaration.ts";
import { checkCommand } from "./definition.ts";

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

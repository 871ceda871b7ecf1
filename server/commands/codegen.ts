/** `worldport codegen --<language> <model or schema file> --out <file> [--check]`. */
import { parseArgs } from "node:util";
import { ConfigError } from "../config.ts";
import { deliver, generate, LANGUAGES } from "../schema/codegen/generate.ts";
import { documentOf } from "./schema.ts";

const USAGE = `worldport codegen ${LANGUAGES.map((one) => `--${one}`).join("|")} <model or schema file> --out <file> [--check] [--set model.key=value]`;

export async function codegenCommand(args: readonly string[]): Promise<number> {
  const values = read(args);
  const asked = LANGUAGES.filter((language) => values[language] !== undefined);
  const [language] = asked;
  const source = language === undefined ? undefined : values[language];
  const { out } = values;
  if (language === undefined || asked.length > 1 || typeof source !== "string" || typeof out !== "string")
    throw new ConfigError(
      `worldport codegen needs one language (${LANGUAGES.map((one) => `--${one}`).join(", ")}) and --out: ${USAGE}`,
    );
  const text = generate(language, await documentOf(source, (values["set"] as string[] | undefined) ?? []));
  const outcome = deliver(out, text, values["check"] === true);
  if (outcome !== "differs") {
    process.stdout.write(`${out} ${outcome === "written" ? "was written" : "is up to date"}.\n`);
    return 0;
  }
  process.stderr.write(
    `worldport: ${out} is not what ${source} gives. Run it again without --check: worldport codegen --${language} ${source} --out ${out}\n`,
  );
  return 1;
}

function read(args: readonly string[]): Record<string, string | boolean | (string | boolean)[] | undefined> {
  const languages = Object.fromEntries(LANGUAGES.map((language) => [language, { type: "string" as const }]));
  const options = {
    ...languages,
    out: { type: "string" },
    check: { type: "boolean" },
    set: { type: "string", multiple: true },
  } as const;
  try {
    return parseArgs({ args: [...args], options, strict: true }).values;
  } catch (error) {
    throw new ConfigError(`${(error as Error).message} Use: ${USAGE}`);
  }
}

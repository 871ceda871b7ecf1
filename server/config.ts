/** Flags and variables → checked configuration. Every error names the flag, the variable, the value and what is accepted. */
import { parseArgs } from "node:util";
import type { Json } from "../shared-schema/json.ts";
import { LIMITS, type Limits } from "../shared-schema/limits.ts";
import { ConfigError } from "./config-error.ts";
import { type IceServer, readIceServer, readPorts } from "./ice-settings.ts";
import { LOG_LEVELS, type LogLevel } from "./log.ts";

export { ConfigError };

export interface Config {
  readonly model: string;
  readonly host: string;
  readonly port: number;
  readonly token: string | null;
  readonly seed: number | null;
  readonly allowOrigins: readonly string[];
  readonly exitWithStdin: boolean;
  readonly logLevel: LogLevel;
  /** First and last UDP port of WebRTC peers; null: any free one. */
  readonly webrtcPorts: readonly [number, number] | null;
  readonly iceServers: readonly IceServer[];
  readonly limits: Limits;
  /** Settings of models, by model id. */
  readonly settings: Readonly<Record<string, Readonly<Record<string, Json>>>>;
}

/** Node's timers run at once when asked to wait longer. */
const MAX_TIMER_MS = 2 ** 31 - 1;

export const DEFAULT_MODEL = "world";

/** Options of `worldport run`: flag, variable, default, and what it means; the usage text is made from this. */
export const RUN_OPTIONS = [
  {
    flag: "host",
    variable: "WORLDPORT_HOST",
    value: "address",
    preset: "127.0.0.1",
    text: "address to listen on; any but a loopback one needs a token",
  },
  { flag: "port", variable: "WORLDPORT_PORT", value: "0–65535", preset: "8080", text: "0 picks a free port" },
  { flag: "token", variable: "WORLDPORT_TOKEN", value: "text", preset: "", text: "clients must know it" },
  {
    flag: "seed",
    variable: "WORLDPORT_SEED",
    value: "0–4294967295",
    preset: "",
    text: "seed of sessions whose opener gives none; random otherwise",
  },
  {
    flag: "log-level",
    variable: "WORLDPORT_LOG_LEVEL",
    value: LOG_LEVELS.join("|"),
    preset: "info",
    text: "what is written to standard error",
  },
  {
    flag: "allow-origin",
    variable: "WORLDPORT_ALLOW_ORIGIN",
    value: "origin",
    preset: "",
    text: "web origin that may connect; may be repeated",
  },
  {
    flag: "webrtc-ports",
    variable: "WORLDPORT_WEBRTC_PORTS",
    value: "first-last",
    preset: "",
    text: "UDP ports of WebRTC peers, one each; any free one otherwise",
  },
  {
    flag: "ice-server",
    variable: "WORLDPORT_ICE_SERVER",
    value: "url",
    preset: "",
    text: "stun:host:port or turn:host:port;user;password for WebRTC; may be repeated",
  },
  {
    flag: "set",
    variable: "",
    value: "model.key=value",
    preset: "",
    text: "a setting of a model, or limits.<name>; may be repeated",
  },
] as const;

/**
 * Reads the arguments of `worldport run`.
 * @throws ConfigError
 */
export function readConfig(args: readonly string[], env: NodeJS.ProcessEnv): Config {
  const { values, positionals } = parse(args);
  if (positionals.length > 1)
    throw new ConfigError(`worldport run takes one model; got ${positionals.map((one) => `"${one}"`).join(", ")}.`);
  const text = (flag: (typeof RUN_OPTIONS)[number]["flag"]): { value: string; from: string } => {
    const option = RUN_OPTIONS.find((one) => one.flag === flag);
    const given = values[flag];
    if (typeof given === "string") return { value: given, from: `--${flag}` };
    const variable = option === undefined || option.variable === "" ? undefined : env[option.variable];
    return variable === undefined
      ? { value: option?.preset ?? "", from: `--${flag}` }
      : { value: variable, from: option?.variable ?? "" };
  };
  const logLevel = text("log-level");
  if (!(LOG_LEVELS as readonly string[]).includes(logLevel.value))
    throw new ConfigError(`${logLevel.from} is "${logLevel.value}"; accepted is one of ${LOG_LEVELS.join(", ")}.`);
  const seed = text("seed");
  const origins = [
    ...((values["allow-origin"] as string[] | undefined) ?? []),
    ...(env["WORLDPORT_ALLOW_ORIGIN"]?.split(",") ?? []),
  ];
  const ports = text("webrtc-ports");
  const ice = [
    ...((values["ice-server"] as string[] | undefined) ?? []),
    ...(env["WORLDPORT_ICE_SERVER"]?.split(",") ?? []),
  ];
  const { limits, settings } = readSettings((values["set"] as string[] | undefined) ?? []);
  return {
    model: positionals[0] ?? DEFAULT_MODEL,
    host: text("host").value,
    port: whole(text("port"), 65_535),
    token: text("token").value === "" ? null : text("token").value,
    seed: seed.value === "" ? null : whole(seed, 0xffffffff),
    allowOrigins: origins.map((origin) => origin.trim()).filter((origin) => origin !== ""),
    exitWithStdin: values["exit-with-stdin"] === true,
    logLevel: logLevel.value as LogLevel,
    webrtcPorts: ports.value === "" ? null : readPorts(ports.value, ports.from),
    iceServers: ice.filter((one) => one.trim() !== "").map(readIceServer),
    limits,
    settings,
  };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        host: { type: "string" },
        port: { type: "string" },
        token: { type: "string" },
        seed: { type: "string" },
        "log-level": { type: "string" },
        "allow-origin": { type: "string", multiple: true },
        "webrtc-ports": { type: "string" },
        "ice-server": { type: "string", multiple: true },
        set: { type: "string", multiple: true },
        "exit-with-stdin": { type: "boolean" },
      },
    });
  } catch (error) {
    throw new ConfigError(`${(error as Error).message.split(". To specify")[0]}. See worldport --help.`);
  }
}

function whole({ value, from }: { value: string; from: string }, most: number, least = 0): number {
  const number = Number(value);
  if (!/^\d+$/.test(value) || number < least || number > most)
    throw new ConfigError(`${from} is "${value}"; accepted is a whole number from ${least} to ${most}.`);
  return number;
}

/**
 * Reads `--set` values: `limits.<name>` is checked here, a model's when its class is known.
 * @throws ConfigError
 */
export function readSettings(entries: readonly string[]): Pick<Config, "limits" | "settings"> {
  const limits: Record<string, number> = { ...LIMITS };
  const settings: Record<string, Record<string, Json>> = {};
  for (const entry of entries) {
    const match = /^([a-z][a-z0-9-]*)\.([A-Za-z_][A-Za-z0-9_.]*)=(.*)$/.exec(entry);
    const [, owner = "", key = "", value = ""] = match ?? [];
    if (match === null)
      throw new ConfigError(`--set is "${entry}"; accepted is <model>.<key>=<value> or limits.<name>=<number>.`);
    if (owner !== "limits") {
      settings[owner] = { ...settings[owner], [key]: scalar(value) };
      continue;
    }
    if (!Object.hasOwn(LIMITS, key))
      throw new ConfigError(
        `--set limits.${key}: there is no such limit. There are: ${Object.keys(LIMITS).join(", ")}.`,
      );
    const most = key.endsWith("_ms") ? MAX_TIMER_MS : Number.MAX_SAFE_INTEGER;
    limits[key] = whole({ value, from: `--set limits.${key}` }, most, 1);
  }
  return { limits: limits as unknown as Limits, settings };
}

/** Numbers and booleans look like themselves; everything else is text. */
function scalar(value: string): Json {
  if (value === "true" || value === "false") return value === "true";
  return value.trim() !== "" && Number.isFinite(Number(value)) ? Number(value) : value;
}

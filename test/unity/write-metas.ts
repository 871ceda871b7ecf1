/** `npm run metas`: gives every new file and folder of the Unity package its `.meta`. Those there are stay as they are. */
import { existsSync, writeFileSync } from "node:fs";
import path from "node:path";
import { assetsOf, newMeta, PACKAGE } from "./metas.ts";

// Scripts first: the .meta of an imported file names its importer's.
const assets = assetsOf(PACKAGE).sort((a, b) => Number(b.endsWith(".cs")) - Number(a.endsWith(".cs")));
for (const asset of assets) {
  const meta = path.join(PACKAGE, `${asset}.meta`);
  if (existsSync(meta)) continue;
  writeFileSync(meta, newMeta(PACKAGE, asset));
  process.stdout.write(`unity-package/${asset}.meta was written.\n`);
}

/** The runtime that Debian's compiler brings along: it runs what was compiled. */
import path from "node:path";

export const MONO = path.join(path.dirname(process.env["WORLDPORT_MCS"] ?? "/usr/bin/mcs"), "mono");

/**
 * A reporter for node's test runner that keeps one line of JSON in the file named by WORLDPORT_TEST_COUNTS: how many
 * tests passed, failed and were skipped. It writes at once each time, because with --test-force-exit Node 20 ends
 * before a reporter's own output is written.
 */
import { writeFileSync } from "node:fs";

export default async function* counts(events) {
  const total = { passed: 0, failed: 0, skipped: 0 };
  for await (const { type, data } of events) {
    if (type !== "test:pass" && type !== "test:fail") continue;
    if (data.details?.type === "suite" && type === "test:pass") continue;
    const isSkipped = data.skip !== undefined || data.todo !== undefined;
    total[isSkipped ? "skipped" : type === "test:pass" ? "passed" : "failed"] += 1;
    writeFileSync(process.env.WORLDPORT_TEST_COUNTS, JSON.stringify(total));
  }
  yield "";
}

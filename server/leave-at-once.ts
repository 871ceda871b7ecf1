/**
 * Ends the process while a thread of it is in native code. `process.exit` would wait for that thread, and C's `exit`
 * would destroy under its hands what it works with, which ends in SIGABRT or SIGSEGV.
 */

/** Since Node 22.15; not on Windows. */
type Execve = (file: string, args: readonly string[], env: Readonly<Record<string, string>>) => never;

/** The exit code is 0 where Node can become another program, which ends at once; else the process is killed. */
export function leaveAtOnce(): never {
  const { execve } = process as { execve?: Execve };
  if (execve !== undefined && process.platform !== "win32") execve(process.execPath, [process.execPath, "-e", ""], {});
  process.kill(process.pid, "SIGKILL");
  throw new Error("A process that killed itself goes on.");
}

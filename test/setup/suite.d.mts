export interface SuiteResults {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  readonly failures: readonly string[];
  readonly unsteady: readonly string[];
}

export function runSuite(
  node: string,
  files: readonly string[],
  mayRunAgain: (file: string) => boolean,
  stdio?: "inherit" | "ignore",
): SuiteResults;

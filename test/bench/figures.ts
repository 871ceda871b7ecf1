/** Numbers → figures: medians and percentiles, and how they are printed. */

export interface Figure {
  readonly bench: string;
  readonly case: string;
  readonly metric: string;
  readonly value: number;
  readonly unit: string;
  /** What a ratio or difference was taken against, in the same run. */
  readonly baseline?: string;
}

/** The value below which `part` (0..1) of the values lie; NaN for none. */
export function percentile(values: readonly number[], part: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(part * sorted.length))] ?? Number.NaN;
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  const [low = Number.NaN, high = Number.NaN] = [sorted[Math.ceil(middle) - 1], sorted[Math.floor(middle)]];
  return (low + high) / 2;
}

/** Rounds to what a measurement like these can tell. */
export function rounded(value: number): number {
  return Number.isFinite(value) ? Number(value.toPrecision(4)) : value;
}

/** One JSON object, or one row of a table that is readable while it grows. */
export function inLine(figure: Figure, asJson: boolean): string {
  const { bench, metric, unit, baseline } = figure;
  const value = rounded(figure.value);
  if (asJson)
    return JSON.stringify({
      bench,
      case: figure.case,
      metric,
      value,
      unit,
      ...(baseline === undefined ? {} : { baseline }),
    });
  const against = baseline === undefined ? "" : `  against ${baseline}`;
  return `${bench.padEnd(8)} ${figure.case.padEnd(10)} ${metric.padEnd(26)} ${String(value).padStart(9)} ${unit}${against}`;
}

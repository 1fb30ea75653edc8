import type { Measured } from '#lib/privacy/report.ts';

/** Several parts of one metric as one, in their order. */
export const mergeMeasured = (parts: readonly Measured[]): Measured => ({
  figures: parts.flatMap(({ figures }) => figures),
  cells: parts.flatMap(({ cells }) => cells),
  equations: parts.flatMap(({ equations }) => equations),
});

/** A table the metric needs was not supplied: the report says so once, no figure repeats it. */
export const NOTHING_MEASURED: Measured = { figures: [], cells: [], equations: [] };

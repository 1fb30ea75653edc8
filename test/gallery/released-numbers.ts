import type { ReleasedFigure } from '#lib/privacy/figure.ts';
import type { ReleasedReport } from '#lib/privacy/report.ts';

/** Numbers in a text as they are written: `1,204,310`, `31.8`, `0.10`. */
export const numberTokens = (text: string): string[] => text.match(/\d(?:[\d.,:]*\d)?/g) ?? [];

/**
 * Every number that a mail of this report may show: its figures in any rounding, changes between two figures of
 * the same name, and what the head says. Written apart from the renderer, as the mailer's own check would be.
 */
export function releasedNumbers(report: ReleasedReport): Set<string> {
  const { figures, head, withheld } = report;
  const values = figures.flatMap(printable);
  const changes = figures.flatMap((figure) =>
    figures
      .filter((other) => isSameLine(figure, other))
      .flatMap((other) => changesOf(figure, other)),
  );
  const rows = head.intake.flatMap((line) => [
    line.delivered,
    line.accepted,
    line.quarantined,
    line.duplicates,
  ]);
  return new Set([
    ...values,
    ...changes,
    ...rows.flatMap(roundings),
    ...figures.flatMap(({ customers }) => (customers === null ? [] : roundings(customers))),
    String(withheld),
    ...numberTokens(
      JSON.stringify([
        head,
        ...figures.map(({ options, scope, period }) => [options, scope, period]),
      ]),
    ),
    ...FIXED,
  ]);
}

/** Section numbers, the ages of cohorts, interval levels, limits of the glossary, midnight. */
const FIXED = [...Array.from({ length: 14 }, (_, i) => String(i)), '95', '00:00', '16', '22'];

const bounds = ({ value, lower, upper }: ReleasedFigure): number[] =>
  [value, lower, upper].filter((bound) => bound !== null);

const printable = (figure: ReleasedFigure): string[] =>
  bounds(figure).flatMap((value) => roundings(figure.unit === 'money' ? value / 100 : value));

const FORMATS = [0, 1, 2].map(
  (digits) =>
    new Intl.NumberFormat('en-IE', {
      minimumFractionDigits: digits,
      maximumFractionDigits: digits,
      signDisplay: 'never',
    }),
);

const roundings = (value: number): string[] =>
  [value, value * 100].flatMap((scaled) => FORMATS.map((format) => format.format(scaled)));

const isSameLine = (one: ReleasedFigure, other: ReleasedFigure): boolean =>
  one.metric === other.metric &&
  one.options === other.options &&
  one.period !== other.period &&
  Object.keys(one.scope).join() === Object.keys(other.scope).join();

function changesOf(
  { value: now, unit }: ReleasedFigure,
  { value: before }: ReleasedFigure,
): string[] {
  if (now === null || before === null) return [];
  const difference = unit === 'money' ? (now - before) / 100 : now - before;
  return [...roundings(difference), ...roundings(now / before - 1)];
}

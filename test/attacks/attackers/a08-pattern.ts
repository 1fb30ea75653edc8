import { groupBy } from '#lib/numerics/group-by.ts';
import { keyOfFigure } from '../leaving/figure-key.ts';
import type { PrintedFigure, PrintedRelease } from '../leaving/printed-figure.ts';
import { type Score, scoreOf } from './score.ts';

/** What does not depend on any customer: the calendar, and what was delivered. */
const FREE_OF_DATA = new Set(['unripe', 'missing_input', 'provisional']);

/** Below the top, everything that is not printed has one marker; anything else tells nobody from a few. */
const WITHHELD = 'withheld';

/**
 * A8: what a missing number looks like. A reader who can tell an empty group from a small one knows the empty one
 * exactly, by its marker or by its missing row.
 */
export function patternAttack(release: PrintedRelease): Score {
  const unprinted = release.figures.filter(
    ({ value, scope }) => value === null && Object.keys(scope).length > 0,
  );
  const marked = unprinted.filter(
    ({ reason }) => reason !== WITHHELD && !FREE_OF_DATA.has(reason ?? ''),
  );
  const empty = release.figures.filter(isCountOfNobody);
  const missing = missingRows(release);
  return scoreOf(unprinted.length + empty.length + missing.length, [
    ...empty.map((figure) => `${keyOfFigure(figure)} is 0`),
    ...marked.map((figure) => `${keyOfFigure(figure)} says ${figure.reason}`),
    ...missing,
  ]);
}

const COUNTS = new Set(['active-customers', 'new-customers', 'tier-migration', 'clv-tier', 'rfm']);

const isCountOfNobody = ({ metric, value, scope }: PrintedFigure): boolean =>
  value === 0 && COUNTS.has(metric) && Object.keys(scope).length > 0;

const SCHEMES = ['country', 'channel'];
/** Channels with spend, not with customers. */
const BY_SPEND = new Set(['cac-loaded', 'roas', 'marketing-roi', 'clv-cac']);

/** Rows of a segment that one table lists and another leaves out. */
function missingRows({ figures }: PrintedRelease): string[] {
  return SCHEMES.flatMap((scheme) => {
    const rows = figures.filter(
      ({ metric, scope }) => scope[scheme] !== undefined && !BY_SPEND.has(metric),
    );
    const members = new Set(rows.map(({ scope }) => scope[scheme] ?? ''));
    const tables = groupBy(rows, tableOf);
    return [...tables].flatMap(([table, own]) => {
      const listed = new Set(own.map(({ scope }) => scope[scheme]));
      return [...members]
        .filter((member) => !listed.has(member))
        .map((member) => `no row of ${scheme} ${member} in ${table}`);
    });
  });
}

const tableOf = ({ metric, options, period }: PrintedFigure): string =>
  `${metric} ${options} ${period}`.trim();

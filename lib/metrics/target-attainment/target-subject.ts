import type { Figure } from '#lib/privacy/figure.ts';
import type { Target } from './targets.ts';

/** Which options a target means where a metric has several figures of one period. */
const MEANT: Readonly<Record<string, string>> = {
  'active-customers': 'window=28 d',
  'refund-rate': 'view=ledger',
  'repeat-rate': 'age=90 d',
  'clv-historic': 'age=180 d',
  'clv-predicted': 'horizon=365 d',
  'clv-contractual': 'horizon=365 d',
  'clv-cac': 'horizon=180 d',
  'marketing-roi': 'attribution=last; horizon=180 d',
  roas: 'attribution=last',
};

/** The figure that a target is about; null where none was measured. */
export function subjectOf(
  { metric, period, segment }: Target,
  measured: readonly Figure[],
): Figure | null {
  const here = measured.filter(
    (figure) => periodOf(figure) === period && segmentMatches(figure, segment),
  );
  const own = here.filter((figure) => figure.metric === metric);
  const meant = own.find(({ options }) => options === (MEANT[metric] ?? ''));
  const line = here.find(({ options }) => options === `line=${metric}`);
  return meant ?? line ?? (own.length === 1 ? own[0] : null) ?? null;
}

/** A cohort's figures are about the month of its entry. */
const periodOf = ({ period, scope }: Figure): string => scope['cohort'] ?? period;

function segmentMatches({ scope }: Figure, segment: string | null): boolean {
  const { cohort: _, ...about } = scope;
  const members = Object.entries(about);
  if (segment === null) return members.length === 0;
  const [dimension, member] = members[0] ?? [];
  return members.length === 1 && (member === segment || `${dimension}=${member}` === segment);
}

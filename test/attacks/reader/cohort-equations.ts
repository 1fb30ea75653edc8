import type { PrintedRelease } from '../leaving/printed-figure.ts';
import type { CellName } from '../shop/cell-name.ts';
import { addPartitions, type Sums } from './sums.ts';

/** Who is in a cohort acts or does not; ages nest; the ripe cohorts make the mean. */
export function addCohorts({ figures }: PrintedRelease, sums: Sums): void {
  const ripe = figures.filter(
    ({ scope, reason }) => scope['cohort'] !== undefined && reason !== 'unripe',
  );
  for (const { metric, options, period, scope } of ripe) {
    const { age: _, ...whole } = scope;
    const size = { measure: 'cohort-size', period, scope: whole };
    if (metric === 'cohort-retention')
      sums.add(
        size,
        ['active-customers', 'inactive-customers'].map((measure) => ({ measure, period, scope })),
      );
    if (metric === 'repeat-rate')
      sums.add(
        size,
        ['repeat-customers', 'single-order-customers'].map((measure) => ({
          measure,
          period,
          scope,
        })),
      );
    if (metric === 'clv-historic' && options.startsWith('age='))
      addStep({ period, scope, options }, sums);
  }
  addMeans(figures, sums);
  addSegmentCohort(figures, sums);
}

const AGES = ['0', '30', '60', '90', '180', '365'];

function addStep(
  {
    period,
    scope,
    options,
  }: { readonly period: string; readonly scope: CellName['scope']; readonly options: string },
  sums: Sums,
): void {
  const age = options.replace('age=', '').replace(' d', '');
  const since = AGES[AGES.indexOf(age) - 1];
  if (since === undefined || since === '0') return;
  const earned = (by: string): CellName => ({
    measure: 'earned',
    period,
    scope: { ...scope, age: by },
  });
  const step = { measure: 'earned-step', period, scope: { ...scope, age, since } };
  sums.add(earned(age), [earned(since), step]);
}

function addMeans(figures: PrintedRelease['figures'], sums: Sums): void {
  for (const [metric, total, part] of [
    ['cohort-retention', 'ripe-active-customers', 'active-customers'],
    ['clv-historic', 'ripe-month-contribution', 'month-contribution'],
  ] as const) {
    const rows = figures.filter((figure) => figure.metric === metric && figure.reason !== 'unripe');
    for (const mean of rows.filter(({ options }) => options.endsWith('mean=weighted'))) {
      const cohorts = rows.filter(
        ({ scope, options }) =>
          scope['cohort'] !== undefined &&
          scope['age'] === mean.scope['age'] &&
          !options.includes('d'),
      );
      sums.add(
        { measure: total, period: mean.period, scope: mean.scope },
        cohorts.map(({ period, scope }) => ({ measure: part, period, scope })),
      );
    }
  }
}

/** One cohort is also shown by segment. */
function addSegmentCohort(figures: PrintedRelease['figures'], sums: Sums): void {
  const rows = figures.filter(
    ({ metric, options }) => metric === 'clv-historic' && options.startsWith('age='),
  );
  const listed = (scheme: string) => [...new Set(rows.flatMap(({ scope }) => scope[scheme] ?? []))];
  const members = { countries: listed('country'), channels: listed('channel') };
  const cohort = rows.find(({ scope }) => scope['country'] ?? scope['channel'])?.period;
  if (cohort === undefined) return;
  const at = (measure: string, more: CellName['scope']) => (scope: CellName['scope']) => ({
    measure,
    period: cohort,
    scope: { cohort, ...scope, ...more },
  });
  addPartitions(at('cohort-size', {}), members, sums);
  for (const [index, age] of AGES.entries()) {
    if (age === '0' || age === '365') continue;
    addPartitions(at('earned', { age }), members, sums);
    const since = AGES[index - 1];
    if (since !== undefined && since !== '0')
      addPartitions(at('earned-step', { age, since }), members, sums);
  }
}

import type { ReleasedFigure } from '#lib/privacy/figure.ts';
import type { Block, Cell, Row } from '../document.ts';
import { sortedScope } from '../figure-table.ts';
import { words } from '../format.ts';
import { type LayoutContext, note, table } from './context.ts';

const OUTCOMES = [
  { name: 'conversion', text: 'ordered' },
  { name: 'net-sales', text: 'net sales' },
  { name: 'contribution', text: 'CM2' },
] as const;

/** Experiments with a verdict, and how many have none. Nothing without experiments. */
export function experimentBlocks(context: LayoutContext): readonly (Block | null)[] {
  const lifts = context.figures.all('ab-lift');
  if (lifts.length === 0) return [];
  const rows = variantsOf(lifts).flatMap((scope) =>
    OUTCOMES.flatMap(({ name, text }) =>
      lifts
        .filter((lift) => lift.options === `metric=${name}`)
        .filter((lift) => sortedScope(lift.scope).join() === scope)
        .map((lift) => rowOf(lift, text, context)),
    ),
  );
  return [
    table(
      `Experiments at their planned number, in 28 d: variant less control, of or per customer assigned, ${context.head.currency}`,
      ['Experiment', 'Change', '95 % from', 'to', 'p (Holm)', 'Verdict'],
      rows,
    ),
    ...openNotes(context),
  ];
}

const variantsOf = (lifts: readonly ReleasedFigure[]): string[] => [
  ...new Set(lifts.map(({ scope }) => sortedScope(scope).join())),
];

function rowOf(lift: ReleasedFigure, outcome: string, { figures, format }: LayoutContext): Row {
  const { metric, options, period, scope, lower, upper } = lift;
  const beside = (part: string) =>
    figures.find(metric, `${options}; part=${part}`, { period, scope });
  const bound = (value: number | null): Cell =>
    lift.unit === 'share' && value !== null
      ? format.change(value, 'points')
      : format.figure({ ...lift, value });
  return {
    label: `${nameOf(lift, figures.all(metric, options))}: ${outcome}`,
    cells: [
      bound(lift.value),
      bound(lower),
      bound(upper),
      format.figure(beside('p')),
      words(verdictOf(beside('verdict'))),
    ],
    emphasis: 'normal',
  };
}

/** The variant is named where the experiment has several. */
function nameOf({ scope }: ReleasedFigure, all: readonly ReleasedFigure[]): string {
  const { experiment = '', variant = '' } = scope;
  const variants = all.filter((each) => each.scope['experiment'] === experiment);
  return variants.length > 1 ? `${experiment} ${variant}` : experiment;
}

function verdictOf(verdict: ReleasedFigure | null): string {
  const value = verdict?.value ?? null;
  if (value === null) return 'n/a (withheld)';
  if (value === 0) return 'within noise';
  return value > 0 ? 'better' : 'worse';
}

const BLOCKS_BELOW = 0.001;

function openNotes({ figures }: LayoutContext): readonly (Block | null)[] {
  const open = figures.all('ab-lift', '');
  const named = (reason: string) =>
    open.filter((figure) => figure.reason === reason).map(({ scope }) => scope['experiment'] ?? '');
  const blocked = figures
    .all('srm', 'part=p')
    .filter(({ value }) => value !== null && value < BLOCKS_BELOW)
    .map(({ scope }) => scope['experiment'] ?? '');
  const short = named('not_reached').filter((experiment) => !blocked.includes(experiment));
  const lines = [
    { text: 'still open', of: named('unripe') },
    { text: 'below their planned number', of: short },
    { text: 'blocked, the sample ratio is not the planned one (p < 0.001)', of: blocked },
    { text: 'without a planned number and split', of: named('missing_input') },
  ].filter(({ of }) => of.length > 0);
  return lines.length === 0
    ? []
    : [
        note(
          `No verdict: ${lines.map(({ text, of }) => `${of.join(', ')} (${text})`).join('; ')}.`,
        ),
      ];
}

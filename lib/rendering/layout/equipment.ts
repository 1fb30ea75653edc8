import type { ReleasedFigure } from '#lib/privacy/figure.ts';
import { changeCell } from '../change.ts';
import type { Block, Fact, Row, Table } from '../document.ts';
import { membersOf } from '../figure-table.ts';
import { words } from '../format.ts';
import { periodText } from '../period-text.ts';
import { detail, type LayoutContext, note, table } from './context.ts';

/** Of section 5: how many products customers hold, and which families go together. Nothing without products. */
export const equipmentBlocks = (context: LayoutContext): (Block | null)[] => [
  heldFacts(context),
  detail(familyTable(context)),
  liftNote(context),
];

const HELD = [
  { term: 'Products', said: 'held per active customer', metric: 'equipment-rate' },
  { term: 'Several', said: 'of active customers hold two or more', metric: 'multi-equipped' },
] as const;

function heldFacts({ head, figures, format }: LayoutContext): Block | null {
  const facts = HELD.flatMap(({ term, said, metric }): Fact[] => {
    const at = (period: string) => figures.find(metric, '', { period, scope: {} });
    const now = at(head.month);
    if (now === null) return [];
    const versus = (period: string) => changeCell(now, at(period), format).text;
    const changes = `${versus(head.priorMonth)} vs ${periodText(head.priorMonth)}, ${versus(head.yearAgoMonth)} vs last year`;
    const close = `close of ${periodText(head.month)}`;
    return [{ term, text: `${format.figure(now).text} ${said}, ${close} (${changes}).` }];
  });
  return facts.length === 0 ? null : { kind: 'facts', facts };
}

/** More columns would not fit a narrow screen; the workbook and the CSV hold all pairs. */
const MOST_COLUMNS = 5;

function familyTable({ figures, format }: LayoutContext): Table | null {
  const shares = figures.all('penetration').toSorted(byValue);
  const families = membersOf(shares, 'family');
  const columns = families.slice(0, MOST_COLUMNS);
  const { period = '' } = shares[0] ?? {};
  const attached = (family: string, other: string) =>
    figures.find('attach-rate', '', { period, scope: { family, with: other } });
  const rows = families.map(
    (family): Row => ({
      label: family,
      cells: [
        format.figure(figures.find('penetration', '', { period, scope: { family } })),
        ...columns.map((other) =>
          other === family ? words('·') : format.figure(attached(family, other)),
        ),
      ],
      emphasis: 'normal',
    }),
  );
  return table(
    `Cross-sell, close of ${periodText(period)}: who holds a family, and of them who holds each other one`,
    ['Family', 'held by', ...columns.map((family) => `also ${family}`)],
    rows,
  );
}

const MOST_LIFTS = 3;

function liftNote({ figures, format }: LayoutContext): Block | null {
  const lifts = figures
    .all('attach-lift')
    .filter(({ value }) => value !== null && value > 1)
    .toSorted(byValue)
    .slice(0, MOST_LIFTS)
    .map(
      (lift) => `${lift.scope['family']} with ${lift.scope['with']} ${format.figure(lift).text}`,
    );
  return lifts.length === 0
    ? null
    : note(`Held together oftener than by chance (lift): ${lifts.join(', ')}. An association.`);
}

/** Largest first; withheld ones last, by name. */
const byValue = (a: ReleasedFigure, b: ReleasedFigure): number =>
  (b.value ?? -1) - (a.value ?? -1) ||
  ((a.scope['family'] ?? '') < (b.scope['family'] ?? '') ? -1 : 1);

import type { ReleasedFigure } from '#lib/privacy/figure.ts';
import type { Block, Cell, Row, Table } from '../document.ts';
import { membersOf } from '../figure-table.ts';
import { words } from '../format.ts';
import { periodText } from '../period-text.ts';
import { detail, type LayoutContext, note, table } from './context.ts';

const METRIC = 'mrr-movements';

/** Lines between the opening and the closing, with the sign that each has in the bridge. */
const MOVEMENTS = [
  { label: 'New', part: 'new', sign: 1 },
  { label: 'Reactivation', part: 'reactivation', sign: 1 },
  { label: 'Expansion', part: 'expansion', sign: 1 },
  { label: 'Contraction', part: 'contraction', sign: -1 },
  { label: 'Churn', part: 'churn', sign: -1 },
  { label: 'FX', part: 'fx', sign: 1 },
] as const;

/** Of section 3: why monthly recurring revenue moved in the closed month, of everyone and by segment. */
export function mrrBlocks(context: LayoutContext): (Block | null)[] {
  const bridge = bridgeTable(context);
  return bridge === null ? [] : [bridge, bySegment(context), note(MEANING)];
}

const MEANING =
  'MRR of a month is repeated until the next one closes. All subscriptions of a customer move together; each customer is in one line, and FX apart.';

function bridgeTable(context: LayoutContext): Table | null {
  const { head, figures, format } = context;
  const months = [head.month, head.priorMonth].filter(
    (period) => figures.find(METRIC, 'part=closing', { period, scope: {} }) !== null,
  );
  if (months[0] !== head.month) return null;
  const at = (part: string, period: string) =>
    figures.find(METRIC, `part=${part}`, { period, scope: {} });
  const row = (label: string, cells: readonly Cell[], emphasis: Row['emphasis']): Row => ({
    label,
    cells,
    emphasis,
  });
  const stock = (part: string) => months.map((month) => format.figure(at(part, month), 'sum'));
  return table(
    `Monthly recurring revenue (MRR), ${head.currency}`,
    ['Line', ...months.map(periodText)],
    [
      row('Opening', stock('opening'), 'normal'),
      ...MOVEMENTS.map(({ label, part, sign }) =>
        row(
          label,
          months.map((month) => movementCell(at(part, month), sign, context)),
          'normal',
        ),
      ),
      row('Closing', stock('closing'), 'total'),
    ],
  );
}

const movementCell = (
  figure: ReleasedFigure | null,
  sign: number,
  { format }: LayoutContext,
): Cell =>
  figure === null || figure.value === null
    ? format.figure(figure)
    : format.change(sign * figure.value, 'money');

const WITHHELD = words('–');

/** Currencies of segments are in the file of all figures. */
const MOVED = MOVEMENTS.filter(({ part }) => part !== 'fx');

/** Segments of which anything may be told; the others are in the file of all figures, as withheld. */
function bySegment(context: LayoutContext): Table | null {
  const { head, figures } = context;
  const own = figures.all(METRIC).filter(({ period }) => period === head.month);
  const rows = head.segments.flatMap((scheme) =>
    membersOf(own, scheme).flatMap((segment): Row[] => {
      const scope = { [scheme]: segment };
      const found = MOVED.map(({ part, sign }) => ({
        figure: figures.find(METRIC, `part=${part}`, { period: head.month, scope }),
        sign,
      }));
      if (found.every(({ figure }) => (figure?.value ?? null) === null)) return [];
      const cells = found.map(({ figure, sign }) =>
        figure?.reason === 'withheld' ? WITHHELD : movementCell(figure, sign, context),
      );
      return [{ label: `${scheme} ${segment}`, cells, emphasis: 'normal' }];
    }),
  );
  const columns = ['Segment', ...MOVED.map(({ label }) => label)];
  return detail(table(`MRR movements by segment, ${periodText(head.month)}`, columns, rows));
}

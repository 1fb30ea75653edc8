import type { ReleasedFigure } from '#lib/privacy/figure.ts';
import { changeCell } from '../change.ts';
import type { Block, Row, Table } from '../document.ts';
import { periodText } from '../period-text.ts';
import { type LayoutContext, workbookTable } from './context.ts';

const STEPS = [
  { label: 'CM1', step: 'cm1' },
  { label: 'CM2', step: 'cm2' },
  { label: 'cost to serve', step: 'cost-to-serve' },
  { label: 'retention marketing', step: 'retention-marketing' },
  { label: 'CM3', step: 'cm3' },
] as const;

const YEAR = 'window=365 d';
const PER_CUSTOMER = `part=per-customer; step=cm3; ${YEAR}`;

/** Contribution of the closed month down to CM3, and the segments that left most and least of it in a year. */
export const contributionBlocks = (context: LayoutContext): (Block | null)[] => [
  monthLine(context),
  mostAndLeast(context),
  idealProfile(context),
  segmentTable(context),
  monthTable(context),
];

function monthLine({ head, figures, format }: LayoutContext): Block | null {
  const steps = STEPS.flatMap(({ label, step }) => {
    const figure = figures.find('contribution', `step=${step}`, { period: head.month, scope: {} });
    return figure === null ? [] : [`${label} ${format.figure(figure, 'sum').text}`];
  });
  if (steps.length === 0) return null;
  return {
    kind: 'sentence',
    text: `Contribution of ${periodText(head.month)}, customers and guests, ${head.currency}: ${steps.join(', ')}.`,
  };
}

/** Of each scheme the segments with the most and the least CM3 a customer, among those that are shown. */
function mostAndLeast({ head, figures, format }: LayoutContext): Block | null {
  const each = figures.all('contribution', PER_CUSTOMER).filter(({ value }) => value !== null);
  const said = head.segments.flatMap((scheme) => {
    const own = each
      .filter((figure) => scheme in figure.scope)
      .sort((a, b) => (b.value ?? 0) - (a.value ?? 0));
    const [most, least] = [own[0], own.at(-1)];
    if (!most || !least || own.length < 2) return [];
    const text = (figure: ReleasedFigure) =>
      `${figure.scope[scheme]} (${format.figure(figure).text})`;
    return [`by ${scheme} ${text(most)} and ${text(least)}`];
  });
  if (said.length === 0) return null;
  const close = periodText(each[0]?.period ?? '');
  return {
    kind: 'sentence',
    text: `Most and least CM3 per customer in 365 days to the close of ${close}: ${said.join('; ')}.`,
  };
}

/** What the best customers have more often than others, most of all first. */
function idealProfile({ figures, format }: LayoutContext): Block | null {
  const found = figures
    .all('ideal-profile', 'age=180 d; top=20 %')
    .filter(({ value }) => value !== null)
    .sort((a, b) => (b.value ?? 0) - (a.value ?? 0));
  if (found.length === 0) return null;
  const [tested] = figures.all('ideal-profile', 'part=tested');
  const said = found.map((figure) => {
    const bound = (value: number | null) => format.figure({ ...figure, value }).text;
    return `${figure.scope['profile']} ${bound(figure.value)} (${bound(figure.lower)} to ${bound(figure.upper)})`;
  });
  return {
    kind: 'sentence',
    text: `More often in the top fifth of customers by their first 180 days than among all: ${said.join(', ')}. Of ${format.figure(tested ?? null).text} traits tested; an association, not a cause.`,
  };
}

function monthTable({ head, figures, format }: LayoutContext): Table | null {
  const rows = STEPS.flatMap(({ label, step }): Row[] => {
    const at = (period: string) =>
      figures.find('contribution', `step=${step}`, { period, scope: {} });
    const now = at(head.month);
    if (now === null) return [];
    const cells = [
      format.figure(now, 'sum'),
      changeCell(now, at(head.priorMonth), format),
      changeCell(now, at(head.yearAgoMonth), format),
    ];
    return [{ label, cells, emphasis: 'normal' }];
  });
  const { month, priorMonth, currency } = head;
  const columns = ['Line', periodText(month), `vs ${periodText(priorMonth)}`, 'vs last year'];
  return workbookTable(`Contribution of ${periodText(month)}, ${currency}`, columns, rows);
}

/** Segments by scheme, from the most CM3 to the least, and all customers. */
function segmentTable({ head, figures, format }: LayoutContext): Table | null {
  const sums = figures
    .all('contribution', `step=cm3; ${YEAR}`)
    .filter(({ value }) => value !== null)
    .sort((a, b) => (b.value ?? 0) - (a.value ?? 0));
  const byScheme = [...head.segments, undefined].flatMap((scheme) =>
    sums.filter((sum) => Object.keys(sum.scope)[0] === scheme).map((sum) => ({ scheme, sum })),
  );
  const rows = byScheme.map(({ scheme, sum }): Row => {
    const part = (options: string) => figures.find('contribution', options, sum);
    return {
      label: scheme === undefined ? 'All customers' : `${scheme} ${sum.scope[scheme]}`,
      cells: [
        format.figure(part(`part=customers; ${YEAR}`)),
        format.figure(sum, 'sum'),
        format.figure(part(PER_CUSTOMER)),
      ],
      emphasis: 'normal',
    };
  });
  const close = periodText(sums[0]?.period ?? '');
  const caption = `CM3 of 365 days to the close of ${close}, ${head.currency}`;
  return workbookTable(caption, ['Segment', 'Customers', 'CM3', 'per customer'], rows);
}

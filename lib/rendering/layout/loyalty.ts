import type { ReleasedFigure } from '#lib/privacy/figure.ts';
import type { Row, Section, Table } from '../document.ts';
import { membersOf } from '../figure-table.ts';
import { words } from '../format.ts';
import { periodText } from '../period-text.ts';
import { detail, type LayoutContext, section, table, workbookTable } from './context.ts';
import { experimentBlocks } from './experiments.ts';
import { programmeBlocks } from './loyalty-programme.ts';
import { targetBlocks } from './targets.ts';

/** Section 10: targets, experiments, groups and tiers of customers at the quarter close, and the loyalty programme. */
export function loyaltySection(context: LayoutContext): Section | null {
  return section(10, 'Targets, experiments, loyalty', [
    ...targetBlocks(context),
    ...experimentBlocks(context),
    groupTable(
      { metric: 'rfm', dimension: 'rfm', caption: 'Customers by recency, frequency and money' },
      context,
    ),
    groupTable(
      { metric: 'clv-tier', dimension: 'tier', caption: 'Customers by value tier' },
      context,
    ),
    migrationTable(context),
    ...programmeBlocks(context),
  ]);
}

interface Grouping {
  readonly metric: string;
  readonly dimension: string;
  readonly caption: string;
}

function groupTable(
  { metric, dimension, caption }: Grouping,
  { figures, format }: LayoutContext,
): Table | null {
  const measured = figures.all(metric);
  const cellOf = (member: string, unit: ReleasedFigure['unit']) =>
    measured.find((figure) => figure.scope[dimension] === member && figure.unit === unit) ?? null;
  const shares = measured.some(({ unit }) => unit === 'share');
  const rows = membersOf(measured, dimension).map(
    (member): Row => ({
      label: member,
      cells: [
        format.figure(cellOf(member, 'count')),
        ...(shares ? [format.figure(cellOf(member, 'share'))] : []),
      ],
      emphasis: 'normal',
    }),
  );
  const period = measured[0]?.period ?? '';
  const columns = ['Group', 'Customers', ...(shares ? ['Share'] : [])];
  return detail(table(`${caption}, close of ${periodText(period)}`, columns, rows), 'then');
}

function migrationTable({ figures, format }: LayoutContext): Table | null {
  const moves = figures.all('tier-migration').filter(({ unit }) => unit === 'count');
  const to = membersOf(moves, 'to', ['from']);
  const rows = membersOf(moves, 'from', ['to']).map(
    (from): Row => ({
      label: from,
      cells: to.map((target) => {
        const move = moves.find(({ scope }) => scope['from'] === from && scope['to'] === target);
        return move === undefined ? words('·') : format.figure(move);
      }),
      emphasis: 'normal',
    }),
  );
  const period = periodText(moves[0]?.period ?? '');
  return workbookTable(`Moves between tiers in ${period}, customers`, ['from / to', ...to], rows);
}

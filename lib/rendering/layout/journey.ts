import type { Row, Table } from '../document.ts';
import { membersOf } from '../figure-table.ts';
import { words } from '../format.ts';
import { periodText } from '../period-text.ts';
import { detail, type LayoutContext, table } from './context.ts';

/** The way of those who entered in the newest ripe month, stage by stage. */
export function journeyTable({ figures, format }: LayoutContext): Table | null {
  const measured = figures.all('journey-step');
  const period = measured[0]?.period ?? '';
  const newest = measured.filter((figure) => figure.period === period);
  const stages = membersOf(newest, 'stage', ['cohort']);
  const rows = stages.map((stage, i): Row => {
    const of = (part: RegExp) =>
      newest.find(({ scope, options }) => scope['stage'] === stage && part.test(options)) ?? null;
    return {
      label: stage,
      cells: [
        format.figure(of(/^part=reached/)),
        i === 0 ? words('·') : format.figure(of(/^window/)),
        format.figure(of(/^part=imputed/)),
      ],
      emphasis: 'normal',
    };
  });
  const window = /window=(.*)$/.exec(measured[0]?.options ?? '')?.[1] ?? '';
  const journey = table(
    `Journey of those first seen in ${periodText(period)}, within ${window}`,
    ['Stage', 'Reached', 'of the stage before', 'skipped, imputed'],
    rows,
  );
  return detail(journey);
}

import type { Block, Row } from '../document.ts';
import { words } from '../format.ts';
import { periodText } from '../period-text.ts';
import {
  type Attainment,
  attainedCell,
  attainments,
  isSamePlace,
  newestOfEach,
} from './attainments.ts';
import { cohortOf } from './cohort-figures.ts';
import { type LayoutContext, note, table } from './context.ts';
import { figureLabel } from './figure-label.ts';

/** Targets that are missed, worst first, and how many are met. Nothing without targets. */
export function targetBlocks(context: LayoutContext): readonly (Block | null)[] {
  const newest = newestOfEach(attainments(context.figures));
  const judged = newest.filter(({ status }) => status !== null);
  if (judged.length === 0) return paceBlocks(context);
  const missed = judged.filter(({ status }) => status !== 'GREEN').toSorted(byAttainment);
  const met = judged.length - missed.length;
  return [
    table(
      'Targets missed',
      ['Figure', 'actual', 'target', 'of target', 'owner'],
      missed.map((one) => rowOf(one, context)),
    ),
    note(
      `Targets met: ${met} of ${judged.length}. At least 100 % of target is GREEN, within its tolerance AMBER, else RED.`,
    ),
    ...paceBlocks(context),
  ];
}

/** How far the open month is on its way, one sentence a line. */
function paceBlocks({ figures, format, head }: LayoutContext): readonly Block[] {
  const all = figures.all('pacing');
  return all
    .filter(({ options, value }) => !options.includes('part=') && value !== null)
    .map((pace) => {
      const of = /of=([^;]*)/.exec(pace.options)?.[1] ?? '';
      const amount = (part: string) => {
        const found = all.find(
          ({ options }) => options.includes(`of=${of};`) && options.includes(`part=${part}`),
        );
        return format.figure(found ?? null, 'sum').text;
      };
      const done = `${head.currency} ${amount('actual')} to date of ${amount('target')} planned`;
      return note(
        `Pacing, ${periodText(pace.period)}: ${figureLabel(of)} ${done}, ${format.figure(pace, 'sum').text} of its course by last year's season.`,
      );
    });
}

const byAttainment = (a: Attainment, b: Attainment): number =>
  (a.figure.value ?? 0) - (b.figure.value ?? 0);

function rowOf(attainment: Attainment, { figures, format }: LayoutContext): Row {
  const { figure, target, of, status, origin } = attainment;
  const [metric = '', ...options] = of.split(' ');
  const actual = figures
    .all(metric)
    .find(
      (one) => one.options.replaceAll('; ', ', ') === options.join(' ') && isSamePlace(one, figure),
    );
  const money = options[0]?.startsWith('line=') ? 'sum' : 'each';
  return {
    label: labelOf(attainment),
    cells: [
      format.figure(actual ?? null, money),
      format.figure(target, money),
      words(`${attainedCell(attainment, format).text} ${status ?? ''}`.trim()),
      words(origin),
    ],
    emphasis: 'normal',
  };
}

function labelOf({ of, figure }: Attainment): string {
  const { cohort: _, ...audience } = figure.scope;
  const where = [...Object.values(audience), periodText(cohortOf(figure) || figure.period)];
  return `${figureLabel(of)}, ${where.join(', ')}`;
}

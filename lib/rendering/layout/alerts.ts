import { changeOf } from '../change.ts';
import type { Block } from '../document.ts';
import { periodText } from '../period-text.ts';
import { type LayoutContext, note } from './context.ts';
import { restsOnLateInput } from './late-lines.ts';

/** Both must be passed: a share alone cries over small lines, an amount alone over large ones. */
const LIMITS = { share: 0.1, major: 500 };

/** Net sales stand for net revenue where neither costs nor a margin are known. */
const WATCHED: readonly (readonly [string, string])[] = [
  ['Net revenue', 'net-revenue'],
  ['Net sales', 'net-sales'],
  ['Contribution CM2', 'contribution'],
  ['Discounts', 'discounts'],
  ['Refunds', 'refunds'],
];

/**
 * Lines of money that moved far between two closed weeks, in one sentence each. An exact analysis may cut a week, and
 * what rests on late input may still move: neither alerts.
 */
export function alertBlocks(context: LayoutContext): readonly Block[] {
  if (context.head.state === 'ANALYSIS') return [];
  const isReplaced = context.head.marginBasis !== 'revenue';
  return WATCHED.filter(([, line]) => !(isReplaced && line === 'net-sales')).flatMap(
    ([label, line]) => alertOf(label, line, context),
  );
}

function alertOf(label: string, line: string, { head, figures, format }: LayoutContext): Block[] {
  const at = (period: string) =>
    figures.find('money-ladder', `line=${line}`, { period, scope: {} });
  const [now, before] = [at(head.period), at(head.priorPeriod)];
  const change = changeOf(now, before);
  const value = now?.value ?? null;
  if (value === null || change?.unit !== 'percent') return [];
  const moved = value - (before?.value ?? 0);
  const floor = LIMITS.major * 10 ** head.currencyExponent;
  if (Math.abs(change.value) <= LIMITS.share || Math.abs(moved) <= floor) return [];
  if (restsOnLateInput('money-ladder', head)) return [];
  const by = `${format.change(change.value, 'percent').text} (${format.change(moved, 'money').text})`;
  const to = `${head.currency} ${format.sum(value).text}`;
  return [
    note(
      `Alert: ${label} ${moved > 0 ? 'rose' : 'fell'} ${by} to ${to} since ${periodText(head.priorPeriod)}, more than 10 % and ${head.currency} ${LIMITS.major}.`,
    ),
  ];
}

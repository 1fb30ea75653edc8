import type { ReleasedFigure, Scope } from '#lib/privacy/figure.ts';
import { changeOf } from '../change.ts';
import type { Block } from '../document.ts';
import { membersOf } from '../figure-table.ts';
import { segmentRevenue } from '../glossary.ts';
import { periodText } from '../period-text.ts';
import { type LayoutContext, note } from './context.ts';
import { restsOnLateInput } from './late-lines.ts';

/** Net sales stand for net revenue where neither costs nor a margin are known. */
const WATCHED: readonly (readonly [string, string])[] = [
  ['Net revenue', 'net-revenue'],
  ['Net sales', 'net-sales'],
  ['Contribution CM2', 'contribution'],
  ['Discounts', 'discounts'],
  ['Refunds', 'refunds'],
];

/** The segments that moved most are named, the others are counted. */
const MOST_SEGMENTS = 3;

/**
 * Lines of money that moved far between two closed weeks, in one sentence each. An exact analysis may cut a week, and
 * what rests on late input may still move: neither alerts.
 */
export function alertBlocks(context: LayoutContext): readonly Block[] {
  const isReplaced = context.head.marginBasis !== 'revenue';
  return WATCHED.filter(([, line]) => !(isReplaced && line === 'net-sales'))
    .flatMap(([label, line]) =>
      alertOf({ label, metric: 'money-ladder', line, scope: {} }, context),
    )
    .map(({ sentence }) => note(sentence));
}

/** Segments whose revenue moved far between two closed weeks, by amount; the limits are those of every line. */
export function segmentAlerts(context: LayoutContext): readonly Block[] {
  const { head, figures } = context;
  const { title, line } = segmentRevenue(head);
  const reported = figures
    .all('segment-profit', `line=${line}`)
    .filter(({ period }) => period === head.period);
  const alerts = head.segments
    .filter((scheme) => !(scheme in head.scope))
    .flatMap((scheme) =>
      membersOf(reported, scheme).flatMap((segment) => {
        const label = `${title} of ${scheme} ${segment}`;
        const scope = { [scheme]: segment };
        return alertOf({ label, metric: 'segment-profit', line, scope }, context);
      }),
    )
    .sort((a, b) => Math.abs(b.moved) - Math.abs(a.moved));
  const more = alerts.length - MOST_SEGMENTS;
  return [
    ...alerts.slice(0, MOST_SEGMENTS).map(({ sentence }) => note(sentence)),
    ...(more > 0
      ? [note(`${more} further ${more === 1 ? 'segment' : 'segments'} moved as far.`)]
      : []),
  ];
}

interface Watched {
  readonly label: string;
  readonly metric: 'money-ladder' | 'segment-profit';
  readonly line: string;
  readonly scope: Scope;
}

interface Alert {
  readonly moved: number;
  readonly sentence: string;
}

function alertOf(watched: Watched, context: LayoutContext): Alert[] {
  const { head, figures } = context;
  if (head.state === 'ANALYSIS' || restsOnLateInput(watched.metric, head)) return [];
  const at = (period: string) =>
    figures.find(watched.metric, `line=${watched.line}`, { period, scope: watched.scope });
  const [now, before] = [at(head.period), at(head.priorPeriod)];
  const change = changeOf(now, before);
  if (now?.value == null || change?.unit !== 'percent') return [];
  const moved = now.value - (before?.value ?? 0);
  const { percent, amount } = head.alerts;
  const floor = amount * 10 ** head.currencyExponent;
  if (Math.abs(change.value) <= percent / 100 || Math.abs(moved) <= floor) return [];
  return [
    { moved, sentence: sentenceOf(watched.label, { now, moved, change: change.value }, context) },
  ];
}

function sentenceOf(
  label: string,
  at: { readonly now: ReleasedFigure; readonly moved: number; readonly change: number },
  { head, format }: LayoutContext,
): string {
  const { percent, amount } = head.alerts;
  const by = `${format.change(at.change, 'percent').text} (${format.change(at.moved, 'money').text})`;
  const to = `${head.currency} ${format.sum(at.now.value ?? 0).text}`;
  const limits = `${percent} % and ${head.currency} ${amount}`;
  return `Alert: ${label} ${at.moved > 0 ? 'rose' : 'fell'} ${by} to ${to} since ${periodText(head.priorPeriod)}, more than ${limits}.`;
}

import type { ReportHead } from '#lib/privacy/report.ts';
import { isEveryone } from '#lib/privacy/scope-name.ts';
import type { Fact, Section } from '../document.ts';
import { dateText, fullPeriod, periodText } from '../period-text.ts';
import { aboutWhom } from '../subject.ts';
import { type LayoutContext, section } from './context.ts';
import { replacementBlocks } from './replacement.ts';

/** Section 1: in which state the report is, about what, in which money, from which data. */
export function statusSection(context: LayoutContext): Section | null {
  const { head } = context;
  return section(1, 'Status', [
    ...replacementBlocks(context),
    warningOf(head),
    {
      kind: 'facts',
      facts: [stateFact(head), ...overrideFacts(head), ...scopeFacts(head), ...sourceFacts(head)],
    },
  ]);
}

const STATE_WORDS: Readonly<Record<ReportHead['state'], string>> = {
  FINAL: 'Every check passed.',
  PROVISIONAL: 'An input is late; lines that rest on it carry *.',
  HELD: 'The report is held. No figures are sent.',
  CORRECTION: 'What was sent before was wrong; every check passed.',
  ANALYSIS: 'An exact cut of the data, for study.',
};

function stateFact(head: ReportHead): Fact {
  const { state, revision, notes } = head;
  const found = notes
    .filter(({ severity }) => severity === 'provisional')
    .map(({ message }) => message);
  return { term: 'State', text: [`${state} r${revision}.`, stateWords(head), ...found].join(' ') };
}

function stateWords({ state, notes }: ReportHead): string {
  if (state !== 'FINAL' || notes.length === 0) return STATE_WORDS[state];
  return notes.some(({ severity }) => severity === 'hold')
    ? 'A check failed and was overridden.'
    : 'No check failed; warnings are in section 12.';
}

/** Who let a held report go, on what grounds, and what each failed check found. */
function overrideFacts({ signed, notes }: ReportHead): Fact[] {
  if (signed?.act !== 'override') return [];
  const held = notes
    .filter(({ severity }) => severity === 'hold')
    .map(({ check, message }) => `${check}: ${message}`);
  const text = `Signed by ${signed.approver}: ${signed.words}. ${held.join(' ')}`;
  return [{ term: 'Override', text }];
}

const warningOf = ({ state }: ReportHead) =>
  state === 'ANALYSIS' ? ({ kind: 'warning', text: 'Analysis, not for sending.' } as const) : null;

function scopeFacts(head: ReportHead): Fact[] {
  const { priorPeriod, timeZone, currency } = head;
  return [
    {
      term: 'Period',
      text: `${weekText(head)}; weeks start Monday, ${timeZone}. Compared with ${periodText(priorPeriod)} and ${yearAgoText(head)}.`,
    },
    { term: 'Scope', text: scopeText(head) },
    { term: 'Money', text: `${currency}, without tax. ${MARGIN_WORDS[head.marginBasis]}` },
  ];
}

/** The week, and what the company's calendar calls it where that is another number. */
const weekText = ({ period, fiscalWeek }: ReportHead): string =>
  fiscalWeek === null || fiscalWeek === period
    ? fullPeriod(period)
    : `${fullPeriod(period)}, by the supplied calendar ${periodText(fiscalWeek)} of ${fiscalWeek.slice(0, 4)}`;

/** Whom every figure is about. */
function scopeText(head: ReportHead): string {
  const { segments, scope } = head;
  const whom = aboutWhom(head);
  if (!isEveryone(scope))
    return `${whom}: only customers in it, and no guests. Every figure is of a closed period; what is cumulative, trailing or tied to the books is told of all customers together, in the report of everyone.`;
  return segments.length === 0 ? whom : `${whom}; segments by ${segments.join(', ')}`;
}

/** A year of 53 weeks moves the weeks that are compared, and the reader must know. */
function yearAgoText({ fiscalWeek, fiscalYearAgo, month }: ReportHead): string {
  if (fiscalWeek === null || fiscalYearAgo === null) return 'the week 52 weeks before';
  const [now, before] = [periodText(fiscalWeek), periodText(fiscalYearAgo)];
  if (now === before) return 'the same week a year ago';
  return now === 'W53'
    ? `${before} a year ago, which had no W53`
    : `${before} a year ago: that year had 53 weeks, so its weeks are shifted by one${monthsText(month)}`;
}

/** Months of whole weeks keep their own weeks a year ago, and a reader would think that they are shifted too. */
const monthsText = (month: string): string =>
  month.includes('P') ? '; fiscal months are compared as they were closed' : '';

const MARGIN_WORDS: Readonly<Record<ReportHead['marginBasis'], string>> = {
  costs: 'Contribution is CM2, from the costs of each order.',
  assumed: 'Contribution is an assumed share of net sales: no costs were supplied.',
  revenue: 'No costs and no margin were supplied: values of customers are net sales, not profit.',
};

/** Tables whose lateness a reader asks about first. */
const SOURCES = ['orders', 'refunds', 'marketing_spend', 'ledger_totals'];

function sourceFacts({ asOf, dataTo, runId, definitionsVersion, k }: ReportHead): Fact[] {
  const sources = SOURCES.flatMap((name) => {
    const day = dataTo[name];
    return day === undefined ? [] : [`${name} ${day}`];
  });
  return [
    {
      term: 'As of',
      text: [
        `${dateText(asOf)} 00:00`,
        ...(sources.length === 0 ? [] : [`data to: ${sources.join(', ')}`]),
      ].join('; '),
    },
    {
      term: 'Run',
      text: `${runId}; definitions v${definitionsVersion}; figures cover at least ${k} customers`,
    },
  ];
}

import type { PrintedFigure, PrintedRelease } from '../leaving/printed-figure.ts';
import { cellOf, learn, learnShare, periodsOf, type Reading } from './section.ts';

export const SURVEY = 'relationship';

const CLASSES = ['promoter', 'passive', 'detractor'];

type Reads = (figure: PrintedFigure, reading: Reading) => void;

const answers = (figure: PrintedFigure) => cellOf(figure, 'answering-customers');

const FIRST: Readonly<Record<string, Reads>> = {
  nps: (figure, reading) => {
    learn(reading, answers(figure), figure.customers);
    const { value, customers } = figure;
    if (value === null || customers === null) return;
    learn(reading, cellOf(figure, 'net-promoters'), (value * customers) / 100);
    const extremes = extremesOf(figure, customers);
    if (extremes === null) return;
    const net = Math.round((value * customers) / 100);
    for (const [kind, sign] of [
      ['promoter', 1],
      ['detractor', -1],
    ] as const)
      learn(
        reading,
        cellOf(figure, 'answering-customers', { class: kind }),
        (extremes + sign * net) / 2,
      );
  },
  csat: (figure, reading) => learn(reading, answers(figure), figure.customers),
  'theme-share': (figure, reading) => {
    const { theme: _, ...scope } = figure.scope;
    learn(reading, cellOf({ ...figure, scope }, 'commenting-customers'), figure.customers);
  },
};

const SECOND: Readonly<Record<string, Reads>> = {
  csat: (figure, reading) =>
    learnShare(reading, cellOf(figure, 'answering-customers', { satisfied: 'yes' }), {
      value: figure.value,
      of: answers(figure),
    }),
  'theme-share': (figure, reading) => {
    const { theme: _, ...scope } = figure.scope;
    const of = cellOf({ ...figure, scope }, 'commenting-customers');
    learnShare(reading, cellOf(figure, 'voicing-customers'), { value: figure.value, of });
  },
};

const Z = 1.959_963_984_540_054;

/** How many did not answer in the middle, from the width of the interval: the variance of the score has them in it. */
function extremesOf({ value, lower, upper }: PrintedFigure, customers: number): number | null {
  if (value === null || lower === null || upper === null || lower <= -100 || upper >= 100)
    return null;
  const n = customers + 3;
  const mean = (value * customers) / 100 / n;
  const error = (upper - lower) / 2 / 100 / Z;
  return Math.round((error * error * n + mean * mean) * n - 1.5);
}

/** Without those who voice a theme the score is what is left of it less its impact. */
function learnImpact(figure: PrintedFigure, reading: Reading): void {
  const { theme: _, ...scope } = figure.scope;
  const whole = { ...figure, scope };
  const n = reading.known.of(cellOf(whole, 'answering-customers'));
  const net = reading.known.of(cellOf(whole, 'net-promoters'));
  const voicing = reading.known.of(cellOf(figure, 'voicing-customers'));
  const { value } = figure;
  if (value === null || n === undefined || net === undefined || voicing === undefined) return;
  learn(reading, cellOf(figure, 'net-voicing'), net - (n - voicing) * (net / n - value / 100));
}

export function readSurveys({ figures }: PrintedRelease, reading: Reading): void {
  for (const figure of figures) FIRST[figure.metric]?.(figure, reading);
  for (const figure of figures) SECOND[figure.metric]?.(figure, reading);
  for (const figure of figures.filter(({ metric }) => metric === 'theme-impact'))
    learnImpact(figure, reading);
  for (const figure of figures.filter(({ metric }) => metric === 'nps'))
    addClasses(figure, reading);
  for (const figure of figures.filter(({ metric }) => metric === 'csat'))
    reading.sums.add(
      answers(figure),
      ['yes', 'no'].map((satisfied) => cellOf(figure, 'answering-customers', { satisfied })),
    );
  for (const figure of figures.filter(({ metric }) => metric === 'theme-share'))
    addTheme(figure, reading);
  addChannels(figures, reading);
}

function addClasses(figure: PrintedFigure, { sums }: Reading): void {
  const of = (kind: string) => cellOf(figure, 'answering-customers', { class: kind });
  sums.add(answers(figure), CLASSES.map(of));
  sums.add(of('promoter'), [cellOf(figure, 'net-promoters'), of('detractor')]);
}

function addTheme(figure: PrintedFigure, { sums }: Reading): void {
  const { theme: _, ...scope } = figure.scope;
  const voicing = cellOf(figure, 'voicing-customers');
  const of = (kind: string) => cellOf(figure, 'voicing-customers', { class: kind });
  sums.add(cellOf({ ...figure, scope }, 'commenting-customers'), [
    voicing,
    cellOf(figure, 'silent-customers'),
  ]);
  sums.add(voicing, CLASSES.map(of));
  sums.add(of('promoter'), [cellOf(figure, 'net-voicing'), of('detractor')]);
}

/** Who answers is of one channel. */
function addChannels(figures: readonly PrintedFigure[], { sums }: Reading): void {
  const own = figures.filter(({ metric }) => metric === 'nps');
  const channels = [...new Set(own.flatMap(({ scope }) => scope['channel'] ?? []))];
  const period = periodsOf(own, 'nps').at(-1);
  if (period === undefined || channels.length === 0) return;
  for (const tags of [{}, ...CLASSES.map((kind) => ({ class: kind }))]) {
    const at = (scope: Readonly<Record<string, string>>) =>
      cellOf({ period, scope: { survey: SURVEY, ...scope } }, 'answering-customers', tags);
    sums.add(
      at({}),
      channels.map((channel) => at({ channel })),
    );
  }
}

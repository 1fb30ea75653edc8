import * as z from 'zod';
import { REFUSED_IDS, TELLING_IDS } from '../shop/canaries.ts';
import { type Score, scoreOf } from './score.ts';
import { spellingsOf } from './spellings.ts';

/** What a request holds besides its route. */
export interface Question {
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A way to ask over HTTP: `ann` owns the run, `ben` has the same role, `privacy` may erase. */
export interface Door {
  /** `route` such as `GET /reports`. */
  readonly ask: (who: string, route: string, question?: Question) => Promise<Response>;
  /** A released run that ann asked for, of `period`. */
  readonly run: string;
  readonly period: string;
  readonly customers: { readonly known: string; readonly unknown: string };
}

type Probe = (door: Door) => Promise<readonly string[]>;

/** A3 and A9 over HTTP: what two answers tell by being different, and what one tells that nobody should. */
export async function apiAttack(door: Door): Promise<Score> {
  const probes = [
    ...STRANGERS,
    erasedOrNot,
    ...FILTERS,
    ...NARROWED,
    ...SPELT,
    ...ECHOES,
    behindWithheld,
  ];
  const hits: string[] = [];
  for (const probe of probes) hits.push(...(await probe(door)));
  return scoreOf(probes.length, hits);
}

/** All that there is to see of an answer, ids of the answer itself aside. */
async function seen(answer: Response): Promise<string> {
  const headers = [...answer.headers].filter(([name]) => name !== 'date').sort();
  const body = (await answer.text()).replaceAll(/id-\d{8}/g, 'id');
  return JSON.stringify([answer.status, headers, body]);
}

/** The same letters in another order: no run is called so. */
const nobodys = (run: string): string => [...run].reverse().join('');

/** Whether a run of somebody else is there. */
const STRANGERS: readonly Probe[] = [
  'GET /recalculations/RUN',
  'GET /recalculations/RUN/report',
  'GET /recalculations/RUN/report?format=csv',
  'POST /recalculations/RUN/cancel',
].map((route) => async ({ ask, run }) => {
  const [theirs, absent] = await Promise.all(
    [run, nobodys(run)].map(async (id) => seen(await ask('ben', route.replace('RUN', id)))),
  );
  return theirs === absent ? [] : [`${route} tells whether the run of somebody else is there`];
});

/** Whether a customer is known. */
const erasedOrNot: Probe = async ({ ask, customers }) => {
  const [known, unknown] = await Promise.all(
    [customers.known, customers.unknown].map(async (customerId) =>
      seen(await ask('privacy', 'POST /erasures', { body: { customerId } })),
    ),
  );
  return known === unknown ? [] : ['an erasure tells whether the customer is known'];
};

/** A report of fewer customers than the one that was mailed. */
const FILTERS: readonly Probe[] = [
  'country=LU',
  'channel=email',
  'k=1',
  'asOf=2026-11-12',
  'page=2',
].map((filter) => async ({ ask, run }) => {
  const answer = await ask('ann', `GET /recalculations/${run}/report?${filter}`);
  return answer.ok ? [`a report is given by ${filter}`] : [];
});

const NARROWED: readonly Probe[] = [
  { country: 'LU' },
  { scope: 'country=LU' },
  { k: 1 },
  { asOf: '2026-11-12' },
  { from: '2026-11-09', to: '2026-11-10' },
].map((more, i) => async ({ ask, period }) => {
  const answer = await ask('ann', 'POST /recalculations', {
    body: { report: 'weekly', period, ...more },
    headers: { 'idempotency-key': `narrowed-${i}` },
  });
  return answer.ok ? [`a run is begun for ${JSON.stringify(more)}`] : [];
});

const named = z.object({ id: z.string() });

/** The same week in other words, as if it were another one. */
const SPELT: readonly Probe[] = [
  (period: string) => period,
  (period: string) => period.toLowerCase(),
  (period: string) => ` ${period}`,
  (period: string) => period.replace('-', ''),
  (period: string) => `${period}-1`,
].map((spelt, i) => async ({ ask, run, period }) => {
  const answer = await ask('ann', 'POST /recalculations', {
    body: { report: 'weekly', period: spelt(period) },
    headers: { 'idempotency-key': `spelt-${i}` },
  });
  if (!answer.ok) return [];
  const { id } = named.parse(await answer.json());
  return id === run ? [] : [`${spelt(period)} is another run than ${period}`];
});

/** Values that a refusal repeats. */
const ECHOES: readonly Probe[] = [...TELLING_IDS, ...REFUSED_IDS].flatMap((planted, i) => {
  const text = encodeURIComponent(planted);
  const headers = { 'idempotency-key': `echo-${i}` };
  const questions: readonly (readonly [string, Question])[] = [
    [`GET /recalculations/${text}`, {}],
    [`GET /${text}`, {}],
    [`GET /reports?customer=${text}`, {}],
    ['POST /recalculations', { body: { report: planted, period: planted }, headers }],
    ['POST /recalculations', { body: { [planted]: planted }, headers }],
    ['POST /erasures', { body: { customerId: [planted] } }],
  ];
  return questions.map(
    ([route, question]): Probe =>
      async ({ ask }) => {
        const who = route.endsWith('erasures') ? 'privacy' : 'ann';
        const answer = Buffer.from(await seen(await ask(who, route, question)));
        const isTold = [...spellingsOf(planted).values()].some(
          (spelt) => spelt.length > 5 && answer.includes(spelt),
        );
        return isTold ? [`${route} repeats ${planted}`] : [];
      },
  );
});

const report = z.object({ figures: z.array(z.record(z.string(), z.unknown())) });
const ABOUT = new Set(['metric', 'options', 'period', 'scope', 'unit', 'reason']);

/** Numbers that stand beside a figure that is not told. */
const behindWithheld: Probe = async ({ ask, run }) => {
  const answer = await ask('ann', `GET /recalculations/${run}/report`);
  const { figures } = report.parse(await answer.json());
  return figures
    .filter(({ reason }) => reason === 'withheld')
    .filter((figure) =>
      Object.entries(figure).some(([name, value]) => !ABOUT.has(name) && value !== null),
    )
    .map((figure) => `${JSON.stringify(figure)} says more than that it is withheld`);
};

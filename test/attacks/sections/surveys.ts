import { addDays, daysBetween, type IsoDate } from '#lib/units/calendar.ts';
import { minimalStandard } from '../../fixtures/generated-shop.ts';
import type { AttackShop, Buyer } from '../shop/attack-shop.ts';
import type { Delivery } from '../shop/delivery.ts';
import { entriesOf } from '../shop/movements.ts';
import type { Act } from './act.ts';
import { firstOrders, lastDay } from './first-orders.ts';
import { comparedMonths, monthOfDay } from './months.ts';
import type { Section } from './section.ts';
import { readSurveys, SURVEY } from './surveys-reading.ts';

/** One answer to both questions of the survey, with what its comment was about; null where there is none. */
interface Answer {
  readonly buyer: Buyer;
  readonly date: IsoDate;
  readonly recommends: number;
  readonly satisfied: number;
  readonly themes: readonly string[] | null;
}

/** Some themes are of many, some of few, and `leaving` is voiced by detractors only. */
const THEMES = ['price', 'delivery', 'taste', 'packaging', 'leaving'];

/** A quarter of the buyers answer in any month after their first order. */
function answersOf({ orders }: AttackShop): Answer[] {
  const random = minimalStandard(97);
  const last = lastDay(orders);
  return [...firstOrders(orders)].flatMap(([buyer, entry]) => {
    const months = Math.ceil(daysBetween(addDays(entry, 3), last) / 31);
    return Array.from({ length: Math.max(months, 0) }, (_, i) =>
      answerOn(buyer, addDays(entry, 3 + 31 * i), random),
    ).flatMap((answer) => answer ?? []);
  });
}

function answerOn(buyer: Buyer, date: IsoDate, random: () => number): Answer | null {
  const [does, mood, happy, about] = [random(), random(), random(), random()];
  if (does > 0.28) return null;
  const recommends = mood < 0.52 ? 9 : mood < 0.85 ? 8 : 3;
  const satisfied = happy < 0.84 ? 5 : 2;
  return { buyer, date, recommends, satisfied, themes: themesOf(recommends, about) };
}

function themesOf(recommends: number, about: number): readonly string[] | null {
  if (about > 0.6) return null;
  if (recommends === 3 && about < 0.2) return ['leaving'];
  if (about < 0.03) return ['packaging'];
  const theme = THEMES[Math.floor(about * 5)] ?? '';
  return about < 0.5 ? [theme] : [];
}

const given = ({ shop, asOf, orders }: Delivery): Answer[] => {
  const buyers = new Set(orders.map(({ buyer }) => buyer));
  return answersOf(shop).filter(({ buyer, date }) => buyers.has(buyer) && date < asOf);
};

/** Of a month only the last answer of a person counts. */
function countedIn(answers: readonly Answer[], month: string): Answer[] {
  const last = new Map<Buyer, Answer>();
  for (const answer of answers)
    if (monthOfDay(answer.date) === month) last.set(answer.buyer, answer);
  return [...last.values()];
}

const classOf = (recommends: number): string =>
  recommends >= 9 ? 'promoter' : recommends > 6 ? 'passive' : 'detractor';

function actsOf({ buyer, recommends, satisfied, themes }: Answer, month: string): Act[] {
  const about = { survey: SURVEY };
  const act = (measure: string, tags: Act['tags'], amount = 1): Act => ({
    ...{ buyer, measure, period: month, amount },
    tags: { ...about, ...tags },
  });
  const kind = classOf(recommends);
  const net = { promoter: 1, passive: 0, detractor: -1 }[kind] ?? 0;
  return [
    act('answering-customers', { class: kind, satisfied: satisfied >= 4 ? 'yes' : 'no' }),
    act('net-promoters', {}, net),
    ...(themes === null ? [] : [act('commenting-customers', {})]),
    ...(themes ?? []).flatMap((theme) => [
      act('voicing-customers', { theme, class: kind }),
      act('net-voicing', { theme }, net),
    ]),
    ...(themes === null ? [] : THEMES)
      .filter((theme) => !themes?.includes(theme))
      .map((theme) => act('silent-customers', { theme })),
  ];
}

const HEADER = [
  ...['response_id', 'item', 'survey', 'metric', 'responded_at', 'score', 'scale_min', 'scale_max'],
  ...['customer_id', 'themes'],
];

const linesOf = ({ buyer, date, recommends, satisfied, themes }: Answer): string[][] => {
  const id = `response-${buyer.id}-${date}`;
  const listed = themes === null ? '' : `"[${themes.map((theme) => `""${theme}""`).join(',')}]"`;
  const at = `${date}T15:00:00Z`;
  return [
    [id, 'recommend', SURVEY, 'nps', at, String(recommends), '0', '10', buyer.id, listed],
    [id, 'satisfied', SURVEY, 'csat', at, String(satisfied), '1', '5', buyer.id, ''],
  ];
};

/** What customers say: recommendation, satisfaction, themes. */
export const surveys: Section = {
  name: 'surveys',
  files: (delivery) => ({ survey_responses: [HEADER, ...given(delivery).flatMap(linesOf)] }),
  read: readSurveys,
  acts: (delivery) => {
    const entries = entriesOf(delivery);
    const known = given(delivery).filter(({ buyer }) => entries.has(buyer));
    return comparedMonths(delivery.asOf).flatMap((month) =>
      countedIn(known, month).flatMap((answer) => actsOf(answer, month)),
    );
  },
};

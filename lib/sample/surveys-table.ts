import type { Random } from '#lib/numerics/random-from.ts';
import { daysBetween, monthOf, monthStart } from '#lib/units/calendar.ts';
import type { CsvFile } from './csv-file.ts';
import type { DataFolder } from './data-folder.ts';
import { pick, wholeBetween } from './draw.ts';
import { type History, isSale } from './history.ts';
import { SURVEYS } from './parameters.ts';
import type { ShopCalendar } from './shop-calendar.ts';
import { type Answer, EMERGING, PERCEIVED_VALUE, SCORES, THEMES } from './survey-items.ts';

type Survey = keyof typeof SURVEYS;

const ITEMS: Readonly<Record<Survey, readonly Answer[]>> = {
  'after-order': SCORES,
  relationship: [...SCORES.slice(0, 1), ...PERCEIVED_VALUE],
};
const SHARES = { comment: 0.5, theme: 0.85 };

interface Response {
  readonly survey: Survey;
  readonly number: number;
  readonly customer: number;
  readonly day: number;
  readonly second: number;
}

/**
 * Two surveys at once: one a week after an order, of recommendation, satisfaction and effort; one each quarter of a
 * customer's life, of recommendation and perceived value.
 */
export class SurveysTable {
  readonly #calendar: ShopCalendar;
  readonly #responses: CsvFile;
  readonly #invitations: CsvFile;
  readonly #random: Random;
  readonly #emergesOn: number;
  #answered = 0;

  constructor(folder: DataFolder, calendar: ShopCalendar, random: Random) {
    this.#calendar = calendar;
    this.#responses = folder.open('survey_responses');
    this.#invitations = folder.open('survey_invitations');
    this.#random = random;
    const closedMonth = monthOf(calendar.asOf, 'month') - 1;
    this.#emergesOn = daysBetween(calendar.firstDate, monthStart(closedMonth, 'month'));
  }

  add({ buyer, orders }: History): void {
    const days = orders.filter(isSale).map(({ day }) => day);
    const [first] = days;
    if (buyer.number === null || first === undefined) return;
    this.#afterOrders(buyer.number, days);
    this.#ofRelationship(buyer.number, [first, days.at(-1) ?? first]);
  }

  /** At most one invitation in so many days. */
  #afterOrders(customer: number, days: readonly number[]): void {
    const { delayDays, restDays, invited } = SURVEYS['after-order'];
    let next = 0;
    for (const day of days) {
      if (day < next || this.#random() >= invited) continue;
      this.#invite('after-order', customer, day + delayDays);
      next = day + restDays;
    }
  }

  /** As long as the last order is not long ago. */
  #ofRelationship(customer: number, [first, last]: readonly [number, number]): void {
    const { delayDays, restDays, invited } = SURVEYS.relationship;
    const start = first + delayDays + wholeBetween(0, restDays, this.#random);
    for (let day = start; day < last + restDays; day += restDays)
      if (this.#random() < invited) this.#invite('relationship', customer, day);
  }

  #invite(survey: Survey, customer: number, invitedDay: number): void {
    if (invitedDay >= this.#calendar.days) return;
    this.#invitations.code(survey).time(this.#calendar.stamp(invitedDay), 36_000);
    this.#invitations.id('c', customer).end();
    const day = invitedDay + wholeBetween(0, 5, this.#random);
    if (this.#random() >= SURVEYS[survey].answered || day >= this.#calendar.days) return;
    const second = wholeBetween(37_000, 80_000, this.#random);
    this.#respond({ survey, number: this.#answered, customer, day, second });
    this.#answered += 1;
  }

  #respond(response: Response): void {
    for (const answer of ITEMS[response.survey]) this.#answer(response, answer);
  }

  #answer({ survey, number, customer, day, second }: Response, answer: Answer): void {
    const score = pick(answer.scores, this.#random()).score;
    const file = this.#responses.id('q', number).code(answer.item).code(survey);
    file.code(answer.metric).time(this.#calendar.stamp(day), second);
    file.integer(score).integer(answer.min).integer(answer.max).id('c', customer);
    file
      .flag(answer.role !== 'cost')
      .code(answer.dimension ?? '')
      .code(answer.role ?? '')
      .code('delivery');
    if (answer.metric === 'nps') this.#themes(score, day);
    else file.empty();
    file.end();
  }

  /** Unknown without a comment, empty for a comment without a theme. */
  #themes(score: number, day: number): void {
    if (this.#random() >= SHARES.comment) this.#responses.empty();
    else if (this.#random() >= SHARES.theme) this.#responses.quoted('[]');
    else this.#responses.quoted(JSON.stringify([this.#theme(score, day)]));
  }

  #theme(score: number, day: number): string {
    if (day >= this.#emergesOn && this.#random() < EMERGING.share) return EMERGING.theme;
    return pick(score <= 6 ? THEMES.detractor : THEMES.other, this.#random()).theme;
  }
}

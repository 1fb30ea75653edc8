import type { Random } from '#lib/numerics/random-from.ts';
import type { CsvFile } from './csv-file.ts';
import type { DataFolder } from './data-folder.ts';
import { pick, wholeBetween } from './draw.ts';
import type { History } from './history.ts';
import type { ShopCalendar } from './shop-calendar.ts';
import { type Answer, PERCEIVED_VALUE, SCORES, THEMES } from './survey-items.ts';

const SHARES = { invited: 0.35, answered: 0.3, perceivedValue: 0.15, comment: 0.4, theme: 0.85 };

interface Response {
  readonly number: number;
  readonly customer: number;
  readonly day: number;
  readonly second: number;
}

/** A survey a week after the first order: recommendation, satisfaction, effort, and for some perceived value. */
export class SurveysTable {
  readonly #calendar: ShopCalendar;
  readonly #responses: CsvFile;
  readonly #invitations: CsvFile;
  readonly #random: Random;
  #answered = 0;

  constructor(folder: DataFolder, calendar: ShopCalendar, random: Random) {
    this.#calendar = calendar;
    this.#responses = folder.open('survey_responses');
    this.#invitations = folder.open('survey_invitations');
    this.#random = random;
  }

  add({ buyer, orders }: History): void {
    const first = orders[0];
    const invitedDay = (first?.day ?? 0) + 7;
    if (buyer.number === null || !first || this.#random() >= SHARES.invited) return;
    if (invitedDay >= this.#calendar.days) return;
    this.#invitations.code('after-order').time(this.#calendar.stamp(invitedDay), 36_000);
    this.#invitations.id('c', buyer.number).end();
    const day = invitedDay + wholeBetween(0, 5, this.#random);
    if (this.#random() >= SHARES.answered || day >= this.#calendar.days) return;
    const second = wholeBetween(37_000, 80_000, this.#random);
    this.#respond({ number: this.#answered, customer: buyer.number, day, second });
    this.#answered += 1;
  }

  #respond(response: Response): void {
    for (const answer of SCORES) this.#answer(response, answer);
    if (this.#random() >= SHARES.perceivedValue) return;
    for (const answer of PERCEIVED_VALUE) this.#answer(response, answer);
  }

  #answer(response: Response, answer: Answer): void {
    const score = pick(answer.scores, this.#random()).score;
    const file = this.#responses.id('q', response.number).code(answer.item).code('after-order');
    file.code(answer.metric).time(this.#calendar.stamp(response.day), response.second);
    file.integer(score).integer(answer.min).integer(answer.max).id('c', response.customer);
    file
      .flag(true)
      .code(answer.dimension ?? '')
      .code(answer.role ?? '')
      .code('delivery');
    if (answer.metric === 'nps') this.#themes(score);
    else file.empty();
    file.end();
  }

  /** Unknown without a comment, empty for a comment without a theme. */
  #themes(score: number): void {
    if (this.#random() >= SHARES.comment) this.#responses.empty();
    else if (this.#random() >= SHARES.theme) this.#responses.quoted('[]');
    else {
      const themes = score <= 6 ? THEMES.detractor : THEMES.other;
      this.#responses.quoted(JSON.stringify([pick(themes, this.#random()).theme]));
    }
  }
}

import type { PlainCustomer } from './plain-cdnow.ts';

/** What the models know of one customer, in weeks and major units of money. */
export interface PlainHistory {
  /** Repeat purchases; the orders of one day are one purchase. */
  readonly x: number;
  readonly tx: number;
  readonly T: number;
  /** Mean value of the repeat purchases; 0 without one. */
  readonly mean: number;
}

/** History before a cut day, without rounding: T ends on the day before the cut. Null for who came later. */
export function historyAt({ orders }: PlainCustomer, cut: number): PlainHistory | null {
  const byDay = new Map<number, number>();
  for (const { day, cents } of orders) if (day < cut) byDay.set(day, (byDay.get(day) ?? 0) + cents);
  const days = [...byDay.keys()];
  const [first] = days;
  const last = days.at(-1);
  if (first === undefined || last === undefined) return null;
  const x = days.length - 1;
  let cents = 0;
  for (const day of days.slice(1)) cents += byDay.get(day) ?? 0;
  return {
    x,
    tx: (last - first) / 7,
    T: (cut - 1 - first) / 7,
    mean: x === 0 ? 0 : cents / 100 / x,
  };
}

/** Parameters as `models.json` has them. */
export type Parameters = Readonly<Record<string, number>>;

const read = (parameters: Parameters, name: string): number => {
  const value = parameters[name];
  if (value === undefined) throw new Error(`no parameter ${name}`);
  return value;
};

/** ₂F₁(a, b; c; z) = Σ (a)ₙ (b)ₙ / (c)ₙ zⁿ / n!, term by term. */
function gauss([a, b, c]: readonly [number, number, number], z: number): number {
  let term = 1;
  let sum = 1;
  for (let n = 0; n < 100_000 && term > sum * 1e-17; n += 1) {
    term *= (((a + n) * (b + n)) / (c + n)) * (z / (n + 1));
    sum += term;
  }
  return sum;
}

/** Expected purchases in the next `t` weeks: Fader, Hardie & Lee (2005), eq. 10. */
function purchasesIn(parameters: Parameters, { x, tx, T }: PlainHistory, t: number): number {
  const [r, alpha] = [read(parameters, 'r'), read(parameters, 'alpha')];
  const [a, b] = [read(parameters, 'a'), read(parameters, 'b')];
  const series = gauss([r + x, b + x, a + b + x - 1], t / (alpha + T + t));
  const shrunk = ((alpha + T) / (alpha + T + t)) ** (r + x) * series;
  const dropout = x === 0 ? 0 : (a / (b + x - 1)) * ((alpha + T) / (alpha + tx)) ** (r + x);
  return (((a + b + x - 1) / (a - 1)) * (1 - shrunk)) / (1 + dropout);
}

/** Expected value of a purchase: Fader & Hardie (2013), eq. 5. */
function expectedValue(parameters: Parameters, { x, mean }: PlainHistory): number {
  const [p, q, gamma] = [read(parameters, 'p'), read(parameters, 'q'), read(parameters, 'gamma')];
  return (p * (gamma + x * mean)) / (p * x + q - 1);
}

const MONTH_DAYS = 30.4375;
const HORIZON_DAYS = 365;

/** Purchases of a month are worth (1 + yearly rate)^(−its end in years of 12 months) at its end. */
export function forecastOf(
  models: { readonly purchases: Parameters; readonly value: Parameters },
  history: PlainHistory,
  yearlyRate: number,
): { readonly purchases: number; readonly lifetimeValue: number } {
  let before = 0;
  let discounted = 0;
  for (let month = 1; month <= 12; month += 1) {
    const end = Math.min(month * MONTH_DAYS, HORIZON_DAYS);
    const now = purchasesIn(models.purchases, history, end / 7);
    discounted += (now - before) * (1 + yearlyRate) ** (-end / MONTH_DAYS / 12);
    before = now;
  }
  return { purchases: before, lifetimeValue: discounted * expectedValue(models.value, history) };
}

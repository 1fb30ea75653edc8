import type { Block, Fact } from '../document.ts';
import { weeksOf } from './bridge-parts.ts';
import type { LayoutContext } from './context.ts';

/** Of section 3: the same change by driver, and whether margins moved or the mix of segments. */
export function driverBlock(context: LayoutContext): Block | null {
  const mixes = context.head.segments.map((scheme) => mixFact(scheme, context));
  const facts = [driverFact(context), ...mixes].filter((fact) => fact !== null);
  return facts.length === 0 ? null : { kind: 'facts', facts };
}

type Driver = readonly [part: string, said: string];

const VALUE: Driver = ['value', 'net revenue per order'];
const OF_CUSTOMERS: readonly Driver[] = [
  ['customers', 'customers ordering'],
  ['frequency', 'orders per customer'],
  VALUE,
];
const OF_ORDERS: readonly Driver[] = [['orders', 'orders'], VALUE];

/** By customers, and guests as what is left; or by orders, where what customers spent is withheld. */
function driverFact(context: LayoutContext): Fact | null {
  const [now, before] = weeksOf('net-revenue', context);
  if (now?.value == null || before?.value == null) return null;
  const drivers =
    driverValues('customers', OF_CUSTOMERS, context) ?? driverValues('orders', OF_ORDERS, context);
  if (drivers === null) return null;
  const total = now.value - before.value;
  const rest = drivers.reduce((left, { value }) => left - value, total);
  const money = (value: number) => context.format.change(value, 'money').text;
  const parts = rest === 0 ? drivers : [...drivers, { said: 'guests', value: rest }];
  const said = parts.map(({ said: name, value }) => `${name} ${money(value)}`).join(', ');
  return { term: 'By driver', text: `${said}; together ${money(total)} (Shapley).` };
}

function driverValues(
  of: string,
  drivers: readonly Driver[],
  { head, figures }: LayoutContext,
): readonly { readonly said: string; readonly value: number }[] | null {
  const place = { period: head.period, scope: {} };
  const found = drivers.flatMap(([part, said]) => {
    const figure = figures.find('shapley', `of=${of}; part=${part}`, place);
    return figure?.value == null ? [] : [{ said, value: figure.value }];
  });
  return found.length === drivers.length ? found : null;
}

function mixFact(scheme: string, { head, figures, format }: LayoutContext): Fact | null {
  const found = (part: string) =>
    figures.find('rate-mix', `of=contribution-share; part=${part}; scheme=${scheme}`, {
      period: head.period,
      scope: {},
    })?.value ?? null;
  const [rate, mix] = [found('rate'), found('mix')];
  if (rate === null || mix === null) return null;
  const points = (value: number) => format.change(value, 'points').text;
  const parts = `rate ${points(rate)}, mix ${points(mix)}`;
  return { term: 'Margin', text: `contribution ${points(rate + mix)}; by ${scheme}: ${parts}.` };
}

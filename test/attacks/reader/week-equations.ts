import type { CellName } from '../shop/cell-name.ts';
import { addPartitions, type Members, type Sums } from './sums.ts';

const COUNTS = ['ordering-customers', 'new-customers', 'returning-customers'];
const AMOUNTS = [
  ...['orders', 'gross-sales', 'discounts', 'discounted-sales', 'refunds', 'net-sales', 'shipping'],
  ...['net-revenue', 'cogs', 'cm1', 'fulfilment', 'contribution'],
];
/** The steps of the money ladder: each total is the sum of the others. */
const LADDER: readonly (readonly [string, readonly string[]])[] = [
  ['gross-sales', ['discounted-sales', 'discounts']],
  ['discounted-sales', ['net-sales', 'refunds']],
  ['net-revenue', ['net-sales', 'shipping']],
  ['net-revenue', ['cm1', 'cogs']],
  ['cm1', ['contribution', 'fulfilment']],
];

/** A week by segment: parts, complements, the money ladder, and guests beside identified customers. */
export function addWeek(period: string, members: Members, sums: Sums): void {
  const scopes = [
    {},
    ...members.countries.map((country) => ({ country })),
    ...members.channels.map((channel) => ({ channel })),
  ];
  const at = (measure: string, scope: CellName['scope']): CellName => ({ measure, period, scope });
  for (const measure of [...COUNTS, ...AMOUNTS])
    addPartitions((scope) => at(measure, scope), members, sums);
  for (const scope of [...scopes, ...crossings(members)])
    sums.add(at('ordering-customers', scope), [
      at('new-customers', scope),
      at('returning-customers', scope),
    ]);
  for (const scope of scopes)
    sums.add(at('net-sales', scope), [
      at('net-sales-of-new', scope),
      at('net-sales-of-returning', scope),
    ]);
  for (const measure of AMOUNTS)
    sums.add(at(measure, { buyer: 'everyone' }), [
      at(measure, {}),
      at(measure, { buyer: 'guest' }),
    ]);
  for (const scope of [...scopes, { buyer: 'everyone' }, { buyer: 'guest' }])
    for (const [total, parts] of LADDER)
      sums.add(
        at(total, scope),
        parts.map((part) => at(part, scope)),
      );
}

const crossings = ({ countries, channels }: Members) =>
  countries.flatMap((country) => channels.map((channel) => ({ country, channel })));

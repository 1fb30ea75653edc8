import type { Block, Fact, Row, Table } from '../document.ts';
import { membersOf } from '../figure-table.ts';
import { periodText } from '../period-text.ts';
import { detail, type LayoutContext, table } from './context.ts';

/** The loyalty programme in the closed month: who takes part, what became of points, what they may cost, and the tiers. */
export function programmeBlocks(context: LayoutContext): (Block | null)[] {
  const facts = [participation(context), sales(context), points(context), liability(context)];
  const present = facts.filter((fact) => fact !== null);
  return [present.length === 0 ? null : { kind: 'facts', facts: present }, tierTable(context)];
}

function participation({ head, figures, format }: LayoutContext): Fact | null {
  const at = (period: string) => figures.find('loyalty-participation', '', { period, scope: {} });
  const now = at(head.month);
  if (now === null) return null;
  const text = (period: string) => `${format.figure(at(period)).text} in ${periodText(period)}`;
  const earlier = [head.priorMonth, head.yearAgoMonth].filter((period) => at(period) !== null);
  return {
    term: 'Members of customers who ordered',
    text: [head.month, ...earlier].map(text).join(', '),
  };
}

const SALES = 'basis=association; part=net-sales-per-customer';

function sales({ head, figures, format }: LayoutContext): Fact | null {
  const of = (loyalty: string) =>
    figures.find('loyalty-participation', SALES, { period: head.month, scope: { loyalty } });
  const members = of('member');
  if (members === null) return null;
  const others = format.figure(of('non-member')).text;
  return {
    term: `Net sales per customer, ${head.currency}`,
    text: `members ${format.figure(members).text}, others ${others}: an association, since members chose to join`,
  };
}

/** The newest month of issue whose window has ended. */
function points({ figures, format }: LayoutContext): Fact | null {
  const redeemed = figures.all('redemption-rate').find(({ reason }) => reason !== 'unripe');
  if (!redeemed) return null;
  const { period, scope, options } = redeemed;
  const expired = figures.find('breakage-rate', options, { period, scope });
  return {
    term: `Points given in ${periodText(period)}`,
    text: `${format.figure(redeemed).text} redeemed, ${format.figure(expired).text} expired after 13 months`,
  };
}

function liability({ head, figures, format }: LayoutContext): Fact | null {
  const at = (options: string) =>
    figures.find('points-liability', options, { period: head.month, scope: {} });
  const outstanding = at('part=outstanding');
  if (outstanding === null) return null;
  const expected = format.figure(at(''), 'sum').text;
  const gross = format.figure(at('part=gross'), 'sum').text;
  return {
    term: `Points liability, ${head.currency}`,
    text: `${expected} at the close of ${periodText(head.month)} for ${format.figure(outstanding).text} points; ${gross} without breakage`,
  };
}

const LINES = [
  { title: 'Ordered', options: 'line=ordering-customers', money: 'each' },
  { title: 'Net sales', options: 'line=net-sales', money: 'sum' },
  { title: 'CM2', options: 'line=contribution', money: 'sum' },
] as const;

/** What tiers did in the month; members and who of them ordered again are of the quarter close. */
function tierTable({ head, figures, format }: LayoutContext): Table | null {
  const measured = figures.all('tier-scorecard');
  const closed = measured.find(({ options }) => options === 'line=members')?.period ?? '';
  const rows = membersOf(measured, 'loyalty-tier').map((tier): Row => {
    const scope = { 'loyalty-tier': tier };
    const at = (options: string, period: string) =>
      figures.find('tier-scorecard', options, { period, scope });
    return {
      label: tier,
      cells: [
        format.figure(at('line=members', closed)),
        format.figure(at('line=retention', closed)),
        ...LINES.map(({ options, money }) => format.figure(at(options, head.month), money)),
      ],
      emphasis: 'normal',
    };
  });
  const close = periodText(closed);
  const tiers = table(
    `Loyalty tiers: members at the close of ${close} and who ordered in it; ${periodText(head.month)}, ${head.currency}`,
    ['Tier', 'Members', 'Retained', ...LINES.map(({ title }) => title)],
    rows,
  );
  return detail(tiers, 'then');
}

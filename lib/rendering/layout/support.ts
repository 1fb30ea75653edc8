import type { ReleasedFigure } from '#lib/privacy/figure.ts';
import { changeCell } from '../change.ts';
import type { Block, Row, Sentence, Table } from '../document.ts';
import { membersOf } from '../figure-table.ts';
import { words } from '../format.ts';
import { periodText } from '../period-text.ts';
import { type ClosingLine, closingTable } from './closing-lines.ts';
import { detail, type LayoutContext, note, table } from './context.ts';

const CONTACT = { metric: 'contact-rate', money: 'each' } as const;

const LINES: readonly ClosingLine[] = [
  { ...CONTACT, label: 'Tickets', options: 'part=tickets' },
  { ...CONTACT, label: 'Customers with a ticket', options: 'part=customers' },
  { ...CONTACT, label: 'Tickets per active customer', options: '' },
  {
    label: 'Resolved at the first contact',
    metric: 'first-contact-resolution',
    options: '',
    money: 'each',
  },
];

/** How often customers needed help in the closed month, with what, and issues that hit many of them. */
export function supportBlocks(context: LayoutContext): (Block | null)[] {
  const issues = issuesOf(context);
  return [
    closingTable({ caption: 'Support' }, LINES, context),
    ...issues.flatMap((issue) => alert(issue, context)),
    detail(issueTable(issues, context)),
    issues.length === 0 ? null : note(MEANING),
  ];
}

const MEANING =
  'Active: ordered in the month. Resolved at the first contact: not reopened, nor the same issue again within 7 days.';

/** Released shares of one issue, by base. */
interface Issue {
  readonly issue: string;
  readonly ofContacting: ReleasedFigure;
  readonly before: ReleasedFigure | null;
  readonly ofActive: ReleasedFigure | null;
}

/** Those that hit most first; withheld ones are counted. */
function issuesOf({ figures, head }: LayoutContext): Issue[] {
  const measured = figures.all('issue-reach').filter(({ period }) => period === head.month);
  return membersOf(measured, 'issue')
    .flatMap((issue): Issue[] => {
      const at = (base: string, period: string) =>
        figures.find('issue-reach', `base=${base}`, { period, scope: { issue } });
      const ofContacting = at('A', head.month);
      const before = at('A', head.priorMonth);
      return ofContacting ? [{ issue, ofContacting, before, ofActive: at('B', head.month) }] : [];
    })
    .sort((a, b) => (b.ofContacting.value ?? 0) - (a.ofContacting.value ?? 0));
}

function issueTable(issues: readonly Issue[], { head, format }: LayoutContext): Table | null {
  const shown = issues.filter(({ ofContacting }) => ofContacting.value !== null);
  const rows = shown.map(
    ({ issue, ofContacting, before, ofActive }): Row => ({
      label: issue,
      cells: [
        format.figure(ofContacting),
        changeCell(ofContacting, before, format),
        format.figure(ofActive),
      ],
      emphasis: 'normal',
    }),
  );
  const withheld = issues.length - shown.length;
  const rest: Row = {
    label: `${withheld} withheld`,
    cells: [words('–'), words('–'), words('–')],
    emphasis: 'normal',
  };
  return table(
    'Issues, share of customers',
    ['Issue', 'Of those with a ticket', `vs ${periodText(head.priorMonth)}`, 'Of active'],
    [...rows, ...(withheld > 0 ? [rest] : [])],
  );
}

const ALERT_SHARE = 0.3;
const ALERT_CUSTOMERS = 30;

/** An issue that hit as many of those with a ticket, where they are enough to say so. */
function alert({ issue, ofContacting, ofActive }: Issue, context: LayoutContext): Sentence[] {
  const { figures, format, head } = context;
  const at = { period: head.month, scope: {} };
  const customers = figures.find('contact-rate', 'part=customers', at)?.value ?? 0;
  if ((ofContacting.value ?? 0) < ALERT_SHARE || customers < ALERT_CUSTOMERS) return [];
  const share = format.figure(ofContacting).text;
  const active =
    ofActive?.value == null ? '' : `, ${format.figure(ofActive).text} of active customers`;
  const text = `Issue "${issue}": ${share} of customers with a ticket (alert 30 %)${active}.`;
  return [{ kind: 'warning', text }];
}

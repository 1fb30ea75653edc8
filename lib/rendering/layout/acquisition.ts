import type { Section } from '../document.ts';
import { periodText } from '../period-text.ts';
import { channelReturn } from './channel-return.ts';
import { channelScorecard } from './channel-scorecard.ts';
import { comparisonTable, type Line } from './comparison-table.ts';
import { type LayoutContext, section } from './context.ts';
import { journeyTable } from './journey.ts';
import { unitEconomics } from './unit-economics.ts';

/** Section 7: what new customers cost in the week, and what cohorts gave back. */
export function acquisitionSection(context: LayoutContext): Section | null {
  const { head } = context;
  return section(7, `Acquisition ${periodText(head.period)}`, [
    comparisonTable(`Cost of new customers, ${head.currency}`, LINES, context),
    channelReturn(context),
    ...channelScorecard(context),
    ...unitEconomics(context),
    journeyTable(context),
  ]);
}

const LINES: readonly Line[] = [
  { label: 'Acquisition spend', metric: 'cac-loaded', options: 'part=spend', money: 'sum' },
  { label: 'of it media', metric: 'cac-loaded', options: 'part=media-spend', money: 'sum' },
  { label: 'New customers', metric: 'new-customers', options: '', money: 'each' },
  { label: 'CAC paid', metric: 'cac-paid', options: '', money: 'each' },
  { label: 'CAC blended', metric: 'cac-blended', options: '', money: 'each' },
  { label: 'CAC loaded', metric: 'cac-loaded', options: '', money: 'each' },
  { label: 'ROAS, attributed', metric: 'roas', options: 'attribution=last', money: 'each' },
];

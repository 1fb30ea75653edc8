import { acquisitionSpend } from '../facts/acquisition/acquisition-spend.ts';
import { NOTHING_MEASURED } from '../measured.ts';
import type { Metric } from '../metric.ts';
import { channelScorecard } from './channel-scorecard.ts';
import { creditByTable, creditByTouch } from './facts.ts';

export const channelScorecardMetric: Metric = {
  definition: {
    id: 'channel-scorecard',
    name: 'Channel scorecard',
    question: 'Which channel works, by which attribution model?',
    formula:
      'spend of the channel / customers credited to it; their net sales or contribution / spend of the channel',
    source:
      'Snowplow: attribution models; Berman (2018), Beyond the Last Touch, Marketing Science 37(5)',
    unit: 'money',
    kind: 'flow',
    options:
      'attribution: last, first, linear, position (40/20/40), look-back 30 d; part: spend, credited-customers, cac, roas, clv-cac, roi; horizon: 180 d',
    tables: ['orders', 'touchpoints', 'marketing_spend'],
  },
  facts: [creditByTouch, creditByTable, acquisitionSpend],
  measure: async (load, context) => {
    const { supplied } = context;
    const credit = supplied.has('attribution') ? creditByTable : creditByTouch;
    const isCredited = supplied.has('attribution') || supplied.has('touchpoints');
    if (!isCredited || !supplied.has('marketing_spend')) return NOTHING_MEASURED;
    return channelScorecard(
      { credit: await load(credit), spend: await load(acquisitionSpend) },
      context,
    );
  },
};

import { derived, optional, person, required, type TableContract } from './column.ts';

const marketingSpend = {
  name: 'marketing_spend',
  grain: 'spend of one day, channel, campaign and cost type',
  key: [
    'spend_date',
    'channel',
    'campaign_id',
    'cost_type',
    'purpose',
    'country',
    'segment',
    'currency',
  ],
  eventTime: 'spend_date',
  columns: [
    required('spend_date', 'date', 'none'),
    required('channel', 'code', 'none'),
    required('amount', 'money', 'money'),
    required('currency', 'ccy', 'none'),
    optional('campaign_id', 'id', 'none'),
    derived(
      'cost_type',
      ['media', 'agency', 'salary', 'tool', 'event', 'promo', 'referral'],
      'none',
    ),
    derived('purpose', ['acquisition', 'retention', 'brand'], 'none'),
    optional('country', 'code', 'none'),
    optional('segment', 'code', 'none'),
    optional('allocation_key', 'code', 'none'),
  ],
} as const satisfies TableContract;

const touchpoints = {
  name: 'touchpoints',
  grain: 'one touch of one customer or visitor',
  key: ['touch_id'],
  eventTime: 'occurred_at',
  anyOf: [['customer_id', 'visitor_id']],
  columns: [
    derived('touch_id', 'id', 'identifier'),
    person(optional('customer_id', 'id', 'identifier')),
    person(optional('visitor_id', 'id', 'identifier')),
    required('occurred_at', 'ts', 'behavioural'),
    required('channel', 'code', 'behavioural'),
    optional('campaign_id', 'id', 'behavioural'),
    optional('type', 'code', 'behavioural'),
    optional('is_paid', 'bool', 'behavioural'),
    optional('order_id', 'id', 'identifier'),
  ],
} as const satisfies TableContract;

/** Delivered instead of touchpoints; weights of a customer and model sum to 1. */
const attribution = {
  name: 'attribution',
  grain: 'the share of one channel in one customer, by one model',
  key: ['customer_id', 'channel', 'model', 'campaign_id'],
  columns: [
    person(required('customer_id', 'id', 'identifier')),
    required('channel', 'code', 'behavioural'),
    required('weight', 'pct', 'none'),
    required('model', 'code', 'none'),
    optional('campaign_id', 'id', 'behavioural'),
    optional('is_paid', 'bool', 'behavioural'),
  ],
} as const satisfies TableContract;

const journeyEvents = {
  name: 'journey_events',
  grain: 'one step of one subject',
  key: ['subject_id', 'stage', 'occurred_at'],
  eventTime: 'occurred_at',
  columns: [
    person(required('subject_id', 'id', 'identifier')),
    required('stage', 'code', 'behavioural'),
    required('occurred_at', 'ts', 'behavioural'),
    optional('channel', 'code', 'behavioural'),
  ],
} as const satisfies TableContract;

const experiments = {
  name: 'experiments',
  grain: 'one experiment',
  key: ['experiment_id'],
  columns: [
    required('experiment_id', 'id', 'none'),
    required('start_at', 'ts', 'none'),
    required('end_at', 'ts', 'none'),
    required('metric', 'code', 'none'),
    optional('planned_n', 'int', 'none'),
    optional('planned_split', 'map', 'none'),
    optional('alpha', 'pct', 'none'),
    optional('min_effect', 'num', 'none'),
  ],
} as const satisfies TableContract;

const experimentAssignments = {
  name: 'experiment_assignments',
  grain: 'one customer in one experiment',
  key: ['experiment_id', 'customer_id'],
  eventTime: 'assigned_at',
  columns: [
    required('experiment_id', 'id', 'none'),
    person(required('customer_id', 'id', 'identifier')),
    required('variant', 'code', 'behavioural'),
    required('assigned_at', 'ts', 'behavioural'),
  ],
} as const satisfies TableContract;

const loyaltyTiers = {
  name: 'loyalty_tiers',
  grain: 'one customer in one tier, in one stretch of validity',
  key: ['customer_id', 'valid_from'],
  eventTime: 'valid_from',
  columns: [
    person(required('customer_id', 'id', 'identifier')),
    required('tier', 'code', 'quasi'),
    required('valid_from', 'ts', 'behavioural'),
    optional('valid_to', 'ts', 'behavioural'),
  ],
} as const satisfies TableContract;

const loyaltyLedger = {
  name: 'loyalty_ledger',
  grain: 'one entry of points of one customer',
  key: ['customer_id', 'occurred_at', 'kind', 'points'],
  eventTime: 'occurred_at',
  columns: [
    person(required('customer_id', 'id', 'identifier')),
    required('occurred_at', 'ts', 'behavioural'),
    required('points', 'int', 'behavioural'),
    required('kind', ['earn', 'redeem', 'expire', 'adjust'], 'behavioural'),
    optional('value_per_point', 'money', 'money'),
    optional('currency', 'ccy', 'none'),
  ],
} as const satisfies TableContract;

/** How customers were won, and the path before and after. */
export const ACQUISITION_TABLES = {
  marketing_spend: marketingSpend,
  touchpoints,
  attribution,
  journey_events: journeyEvents,
  experiments,
  experiment_assignments: experimentAssignments,
  loyalty_tiers: loyaltyTiers,
  loyalty_ledger: loyaltyLedger,
} as const satisfies Readonly<Record<string, TableContract>>;

/** The classes of what queries may read of attribution, the journey, experiments and the loyalty programme. */
export const CAMPAIGN_COLUMNS = {
  attribution_in_scope: {
    customer_id: 'identifier',
    model: 'none',
    channel: 'behavioural',
    weight: 'none',
    is_paid: 'behavioural',
  },
  journey_events_in_scope: {
    customer_id: 'identifier',
    stage: 'behavioural',
    event_date: 'behavioural',
    month: 'behavioural',
  },
  experiments_in_scope: {
    experiment_id: 'none',
    start_date: 'none',
    end_date: 'none',
    metric: 'none',
    planned_n: 'none',
    alpha: 'none',
    variant: 'none',
    planned_share: 'none',
  },
  experiment_assignments_in_scope: {
    experiment_id: 'none',
    customer_id: 'identifier',
    variant: 'behavioural',
    assigned_date: 'behavioural',
  },
  loyalty_tiers_in_scope: {
    customer_id: 'identifier',
    tier: 'quasi',
    from_date: 'behavioural',
    to_date: 'behavioural',
  },
  loyalty_ledger_in_scope: {
    customer_id: 'identifier',
    occurred_at: 'behavioural',
    entry_date: 'behavioural',
    month: 'behavioural',
    kind: 'behavioural',
    points: 'behavioural',
    point_value_minor: 'money',
  },
} as const;

import {
  type ChosenRetention,
  chooseRetentionModel,
  type SubscriptionRefusal,
} from '#lib/models/contractual-value/choose-retention-model.ts';
import {
  describeRetention,
  type FittedRetention,
} from '#lib/models/contractual-value/fitted-retention.ts';
import {
  forecastSubscriptions,
  renewalTerms,
  type SubscriptionPlan,
} from '#lib/models/contractual-value/forecast-subscriptions.ts';
import {
  type RenewalMonths,
  type SubscriberGroup,
  subscribersIn,
} from '#lib/models/contractual-value/subscriber-group.ts';
import type { SubscriptionOutcome } from '#lib/models/contractual-value/subscription-forecast.ts';
import { forecastScope } from '#lib/models/forecast.ts';
import { groupBy } from '#lib/numerics/group-by.ts';
import type { FitPlan } from '../fit-models.ts';
import type { TenureLoader } from './tenure-loader.ts';

const INTERVAL_LEVELS = [0.95];
const EVERYONE = forecastScope('all', 'all');

export interface TenurePlan extends Omit<FitPlan, 'unit'> {
  /** Registered segment schemes, in any order. */
  readonly schemes: readonly string[];
}

/** What subscribers are forecast to bring, and the model of each renewal interval behind it. */
export interface TenureForecast {
  readonly subscriptions: SubscriptionOutcome;
  readonly retention: readonly FittedRetention[];
}

export const NO_SUBSCRIPTIONS: TenureForecast = { subscriptions: null, retention: [] };

/** Grouped tenures → a retention model of each renewal interval, and the value of every registered scope's subscribers. */
export async function forecastTenures(
  load: TenureLoader,
  plan: TenurePlan,
): Promise<TenureForecast> {
  const fitted = await load.fitted(plan.asOf);
  if (fitted.length === 0) return NO_SUBSCRIPTIONS;
  const choices = choiceByInterval(fitted, plan);
  if ('refused' in choices) return { subscriptions: choices, retention: [] };
  const [atCut, atClose] = await Promise.all([
    load.reported(plan.asOf),
    load.reported(plan.closeDate),
  ]);
  const values = (groups: readonly SubscriberGroup[], scopesOf: SubscriptionPlan['scopesOf']) =>
    forecastSubscriptions(groups, choices.models, { ...plan, levels: INTERVAL_LEVELS, scopesOf });
  const scopes = values(atClose, (level) => segmentScopes(level, plan.schemes));
  const described = [...choices.models].map(([renewalMonths, chosen]) => {
    const record = describeRetention(chosen, renewalMonths, plan.asOf);
    const { renewals: heldOut, bias } = record.holdout;
    return { record, choice: { renewalMonths, model: record.model, heldOut, bias } };
  });
  return {
    retention: described.map(({ record }) => record),
    subscriptions: {
      models: described.map(({ choice }) => choice),
      everyone: values(atCut, () => [EVERYONE])[0] ?? null,
      scopes: new Map(scopes.map((own) => [own.scope, own])),
    },
  };
}

/** Retention is a matter of the interval: each has its own model, and one with too few subscribers has none. */
function choiceByInterval(
  groups: readonly SubscriberGroup[],
  plan: TenurePlan,
): { readonly models: ReadonlyMap<RenewalMonths, ChosenRetention> } | Refused {
  const models = new Map<RenewalMonths, ChosenRetention>();
  let refused: SubscriptionRefusal = 'too-few-subscribers';
  const smallestFirst = [...groupBy(groups, ({ renewalMonths }) => renewalMonths)].sort(
    ([, a], [, b]) => subscribersIn(a) - subscribersIn(b),
  );
  for (const [months, own] of smallestFirst) {
    const { periods } = renewalTerms(months, plan);
    const choice = chooseRetentionModel(own, { periods, minCustomers: plan.minCustomers });
    if ('refused' in choice) refused = choice.refused;
    else models.set(months, choice);
  }
  return models.size > 0 ? { models } : { refused };
}

interface Refused {
  readonly refused: SubscriptionRefusal;
}

/** Segments that hold a level: it lists one of each scheme, in the order of the schemes' names, with `/` for `|`. */
const segmentScopes = (level: string, schemes: readonly string[]): string[] => {
  const segments = level.split('|');
  return [...schemes].sort().map((scheme, i) => forecastScope(scheme, segments[i] ?? ''));
};

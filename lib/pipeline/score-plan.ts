import type { ScoresConfiguration } from '#lib/config/scores-configuration.ts';
import { monthlyHorizon } from '#lib/models/lifetime-value/horizon.ts';
import type { ScorePlan, ScoreTiers } from '#lib/scores/write-scores.ts';
import { addDays } from '#lib/units/calendar.ts';
import type { Parameters } from '#lib/warehouse/bind-parameters.ts';
import { forecastMargin } from './forecast-margin.ts';
import { horizonDays, type OpenRun, registeredSchemes } from './forecast-reports.ts';
import { scopeParameters } from './scope-parameters.ts';

/** What the scope of a run's scores is bound to. */
export const scoreScope = ({ configuration, facts }: Omit<OpenRun, 'warehouse'>): Parameters =>
  scopeParameters(configuration, registeredSchemes(configuration.reports), facts);

/** How a run scores: the bins, horizon and margin of its own forecast. */
export async function scorePlan(
  run: OpenRun,
  { tiers, keepDays }: ScoresConfiguration,
): Promise<ScorePlan> {
  const { configuration, facts, warehouse } = run;
  const { business, models } = configuration;
  return {
    binDays: models.binning === 'week' ? 7 : 1,
    horizon: monthlyHorizon(business.discountRateYear, horizonDays(configuration)),
    margin: await forecastMargin(warehouse, facts.rule, scoreScope(run)),
    tiers: inMinorUnits(tiers, facts.minorUnits),
    expiresOn: addDays(facts.observation.asOf, keepDays),
  };
}

const inMinorUnits = (tiers: ScoreTiers, minorUnits: number): ScoreTiers =>
  tiers === 'quantiles'
    ? tiers
    : { mid: Math.round(tiers.mid * minorUnits), high: Math.round(tiers.high * minorUnits) };

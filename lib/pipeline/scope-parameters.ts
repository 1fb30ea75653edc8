import type { Configuration } from '#lib/config/configuration.ts';
import type { Parameters } from '#lib/warehouse/bind-parameters.ts';
import type { Observation } from './observation.ts';

/** How money becomes contribution: costs on the orders, an assumed margin, or none (then CLV is revenue). */
export interface MarginRule {
  readonly basis: 'costs' | 'assumed' | 'revenue';
  /** Share of net sales; 1 unless assumed. */
  readonly margin: number;
}

/** What the `*_in_scope` relations are bound to in a run. */
export function scopeParameters(
  configuration: Configuration,
  schemes: readonly string[],
  { observation, rule }: { readonly observation: Observation; readonly rule: MarginRule },
): Parameters {
  const { business, scope, sources } = configuration;
  return {
    as_of: observation.asOf,
    as_of_utc: observation.asOfUtc,
    time_zone: business.timeZone,
    reporting_currency: business.currency,
    minor_units: String(10 ** currencyExponent(business.currency)),
    margin_basis: rule.basis,
    margin: rule.margin.toFixed(8),
    lawful_basis: scope.lawfulBasis,
    regions: scope.regions === 'any' ? 'any' : scope.regions.join(','),
    history_complete: sources.orders?.historyComplete ? 'yes' : 'no',
    schemes: schemes.join(','),
  };
}

/** Decimals of a currency's minor unit (ISO 4217): JPY 0, EUR 2, KWD 3. */
export const currencyExponent = (currency: string): number =>
  new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions()
    .maximumFractionDigits ?? 2;

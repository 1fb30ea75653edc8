import type { Configuration } from '#lib/config/configuration.ts';
import { addDays, type IsoDate } from '#lib/units/calendar.ts';
import { midnightUtc } from '#lib/units/zoned-time.ts';
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
  const { business, scope } = configuration;
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
    unknown_age: scope.children?.unknownAge ?? 'in',
    latest_birth_year: latestBirthYear(observation.asOf, scope.children?.ageLimit),
    retained_from_utc: retainedFrom(observation.asOf, configuration),
    history_complete: historyIsComplete(configuration) ? 'yes' : 'no',
    schemes: schemes.join(','),
  };
}

/** Whether a first order in the data is the first of all: never where older ones are past their retention. */
export const historyIsComplete = ({ scope, sources }: Configuration): boolean =>
  scope.retentionDays === undefined && (sources.orders?.historyComplete ?? false);

/** Strictest limit of GDPR Art. 8, for a birth year that is known although children are not expected. */
const STRICTEST_AGE_LIMIT = 16;

/** Everyone born in this year or earlier has reached the age limit, whatever their birthday. */
const latestBirthYear = (asOf: IsoDate, ageLimit = STRICTEST_AGE_LIMIT): string =>
  String(Number(asOf.slice(0, 4)) - ageLimit - 1);

const retainedFrom = (asOf: IsoDate, { business, scope }: Configuration): string =>
  scope.retentionDays === undefined
    ? '0001-01-01 00:00:00'
    : midnightUtc(addDays(asOf, -scope.retentionDays), business.timeZone);

/** Decimals of a currency's minor unit (ISO 4217): JPY 0, EUR 2, KWD 3. */
export const currencyExponent = (currency: string): number =>
  new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions()
    .maximumFractionDigits ?? 2;

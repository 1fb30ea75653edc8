import { bgNbdModel } from '#lib/models/bg-nbd/model.ts';
import { purchaseTime } from '#lib/models/calendar-effects/purchase-time.ts';
import { wasRefused } from '#lib/models/fit.ts';
import { fitGammaGamma } from '#lib/models/gamma-gamma/fit.ts';
import { monthlyHorizon } from '#lib/models/lifetime-value/horizon.ts';
import { predictLifetimeValue } from '#lib/models/lifetime-value/predict-lifetime-value.ts';
import { historyLoader } from '#lib/pipeline/histories/history-loader.ts';
import { bareWarehouse } from './bare-warehouse.ts';
import { scopedWarehouse } from './scoped-warehouse.ts';

/** Raw orders → grouped histories → BG/NBD and Gamma-Gamma → 12 months of CLV with intervals, as a run does it. */

const SCOPE = {
  time_zone: 'UTC',
  reporting_currency: 'EUR',
  minor_units: '100',
  margin_basis: 'revenue',
  margin: '1.00000000',
  lawful_basis: 'declared',
  regions: 'any',
  unknown_age: 'in',
  latest_birth_year: '2009',
  retained_from_utc: '0001-01-01 00:00:00',
  history_complete: 'yes',
  schemes: '',
};

const [file = '', asOf = '', threads = '2', scope = 'bare'] = process.argv.slice(2);
const begin = performance.now();
let before = begin;
const say = (step: string, what: string) => {
  process.stderr.write(`${step} ${what} ${((performance.now() - before) / 1000).toFixed(2)} s\n`);
  before = performance.now();
};

const open = scope === 'scoped' ? scopedWarehouse : bareWarehouse;
const warehouse = await open({ file, end: asOf, threads: Number(threads) });
say('read', 'raw orders');
const load = historyLoader(warehouse, {
  scope: { ...SCOPE, as_of: asOf, as_of_utc: `${asOf} 00:00:00` },
  asOf,
  segments: [],
  firstCohort: 0,
  unit: 'week',
  binning: 'week',
  minorUnits: 100,
});
const [groups, values] = await Promise.all([load.histories(asOf), load.values(asOf)]);
say('group', `${groups.length} histories`);
const purchases = bgNbdModel.fit(groups);
const value = fitGammaGamma(values);
if (wasRefused(purchases) || wasRefused(value)) throw new Error('the models were not fitted');
say('fit', `${purchases.evaluations} evaluations`);
const [everyone] = predictLifetimeValue(
  groups,
  {
    model: bgNbdModel,
    purchases,
    value,
    calibration: 1,
    daysPerUnit: 7,
    time: purchaseTime(null),
    relativeError: 0,
    errorDegrees: 3,
  },
  { horizon: monthlyHorizon(0.1), margin: 1, levels: [0.9, 0.95], seed: 'peers' },
);
const total = everyone?.lifetimeValue.total;
say(
  'predict',
  `${total?.intervals.map(({ low, high }) => `${low.toFixed(0)} to ${high.toFixed(0)}`)}`,
);
await warehouse.close();
before = begin;
say('clv', `${everyone?.customers} customers, ${total?.value.toFixed(0)} in all`);

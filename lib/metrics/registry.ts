import { apvMetric } from './apv/metric.ts';
import type { Metric } from './metric.ts';

/** Every metric, in the order of the report; one line each. */
export const METRICS: readonly Metric[] = [apvMetric];

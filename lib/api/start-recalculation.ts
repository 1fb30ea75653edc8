import * as z from 'zod';
import { asOfWeek, weekOfPeriod } from '#lib/runs/iso-period.ts';
import { readPeriod } from '#lib/runs/period-lease.ts';
import { requestRun } from '#lib/runs/request-run.ts';
import { configHashOf, triggerKeyOf } from '#lib/runs/run-key.ts';
import { grantReader } from '#lib/runs/run-readers.ts';
import { dayIn } from '#lib/units/zoned-time.ts';
import type { Answer } from './idempotency.ts';
import { Problem } from './problem.ts';
import { acceptedView } from './recalculation-view.ts';
import type { Asked } from './request-context.ts';
import type { RecalculationRequest } from './schemas.ts';

/** What a request came to mean: it is kept with the request, whatever the configuration or the week is later. */
const resolved = z.object({
  key: z.object({
    tenant: z.string(),
    report: z.string(),
    scope: z.string(),
    period: z.string(),
    configHash: z.string(),
    revision: z.int(),
  }),
  asOf: z.string(),
  delivery: z.literal('recalculation').nullable(),
});

/**
 * Throws a 422 `Problem` where the catalogue has no such report, or the week is not over. Whether it has the scope is
 * answered as a withheld report is: with the report, and not before.
 */
export function resolveRecalculation({ ports }: Asked, wanted: RecalculationRequest): string {
  const { configuration, tenant, clock } = ports;
  const { report, scope, period } = wanted;
  if (!configuration.reports.some(({ id }) => id === report)) throw new Problem('report-unknown');
  const week = weekOfPeriod(period);
  if (week === null) throw new Problem('period-unknown');
  const asOf = asOfWeek(week);
  const today = dayIn(clock().toISOString(), configuration.business.timeZone);
  if (asOf > today) throw new Problem('period-open');
  const configHash = configHashOf(configuration);
  const meaning: z.output<typeof resolved> = {
    key: { tenant, report, scope, period, configHash, revision: 1 },
    asOf,
    delivery: wanted.deliver ? 'recalculation' : null,
  };
  return JSON.stringify(meaning);
}

/** Starts the run, or finds it. Throws a 409 `Problem` while another run is making the same week. */
export async function startRecalculation(
  { ports, books, caller }: Asked,
  meaning: string,
  request: string,
): Promise<Answer> {
  const { key, asOf, delivery } = resolved.parse(JSON.parse(meaning));
  const period = await readPeriod(books, key);
  const now = books.clock().toISOString();
  if (period?.owner && period.owner !== triggerKeyOf(key) && (period.leaseUntil ?? '') > now)
    throw new Problem('period-busy', { retryAfter: 60 });
  const by = { principal: caller, request };
  const trigger = await requestRun(books, ports.orchestrator, { key, asOf, delivery, by });
  await grantReader(books, trigger.run, caller);
  return {
    status: trigger.openedBy === request ? 202 : 200,
    location: `/recalculations/${trigger.run}`,
    body: JSON.stringify(acceptedView(trigger)),
  };
}

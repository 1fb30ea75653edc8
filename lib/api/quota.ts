import * as z from 'zod';
import { putEntry } from '#lib/runs/entry.ts';
import type { RunStore } from '#lib/runs/run-store.ts';
import { Problem } from './problem.ts';

/** New recalculations of one caller in one day, in UTC. A repeated request counts once. */
export const DAILY_QUOTA = 50;

const day = z.object({ requests: z.array(z.string()) });

/** Counts a request, unless it is counted already. Throws a 429 `Problem` beyond the quota. */
export async function admit(books: RunStore, principal: string, request: string): Promise<void> {
  const now = books.clock();
  const place = { key: `idem/quota-${principal}-${now.toISOString().slice(0, 10)}`, schema: day };
  const { value } = await putEntry(books, place, {
    initial: { requests: [request] },
    change: ({ requests }) =>
      requests.includes(request) || requests.length >= DAILY_QUOTA
        ? null
        : { requests: [...requests, request] },
  });
  if (value.requests.includes(request)) return;
  throw new Problem('quota-exceeded', { retryAfter: secondsToMidnight(now) });
}

const secondsToMidnight = (now: Date): number =>
  86_400 - (Math.floor(now.getTime() / 1000) % 86_400);

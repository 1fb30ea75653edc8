import { createHash } from 'node:crypto';
import { Hono } from 'hono';
import { readRunState } from '#lib/runs/run-state.ts';
import { described, jsonOf } from '../describe.ts';
import { readableRun } from '../readable-run.ts';
import { recalculationView } from '../recalculation-view.ts';
import { type ApiEnv, onlyWhoMay } from '../request-context.ts';
import { recalculation } from '../schemas.ts';

/** `GET /recalculations/{id}`: how far a run is, with the counts of its mails. */
export const getRecalculation = new Hono<ApiEnv>().get(
  '/recalculations/:id',
  described({
    id: 'readRecalculation',
    summary: 'State, steps and mails of a run',
    responses: {
      200: jsonOf(recalculation, 'the run as it is now'),
      304: { description: 'it is still as the tag of If-None-Match says' },
    },
    problems: [404],
  }),
  onlyWhoMay('read-run'),
  async (context) => {
    const { asked } = context.var;
    const trigger = await readableRun(asked, context.req.param('id'));
    const [state, mails] = await Promise.all([
      readRunState(asked.books, trigger.run),
      asked.ports.mailCounts(trigger),
    ]);
    const body = JSON.stringify(recalculationView(trigger, state, mails));
    const etag = `"${createHash('sha256').update(body).digest('hex').slice(0, 32)}"`;
    if (context.req.header('if-none-match') === etag)
      return new Response(null, { status: 304, headers: { etag } });
    return new Response(body, { headers: { 'content-type': 'application/json', etag } });
  },
);

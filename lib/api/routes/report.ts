import { Hono } from 'hono';
import * as z from 'zod';
import { releasedKeys } from '#lib/pipeline/steps/stored-run.ts';
import { readRunState } from '#lib/runs/run-state.ts';
import { described, jsonOf, parsed } from '../describe.ts';
import { Problem } from '../problem.ts';
import { readableRun } from '../readable-run.ts';
import { type ApiEnv, onlyWhoMay } from '../request-context.ts';
import { reportQuery } from '../schemas.ts';

const FORMATS = {
  json: { file: 'report.json', type: 'application/json' },
  csv: { file: 'figures.csv', type: 'text/csv; charset=utf-8' },
} as const;

const released = z.looseObject({}).meta({
  id: 'ReleasedReport',
  description:
    'the report as it was mailed: its head, and every figure with its value or the reason why not',
});

/** `GET /recalculations/{id}/report`: the bytes that passed the gate, and never any others. */
export const getReport = new Hono<ApiEnv>().get(
  '/recalculations/:id/report',
  described({
    id: 'readReport',
    summary: 'The released report of a run',
    responses: {
      200: {
        description: 'the released figures',
        content: {
          ...jsonOf(released, '').content,
          'text/csv': { schema: { type: 'string' } },
        },
      },
    },
    problems: [400, 404, 409, 410],
  }),
  onlyWhoMay('read-run'),
  parsed('query', reportQuery),
  async (context) => {
    const { asked } = context.var;
    const trigger = await readableRun(asked, context.req.param('id'));
    const state = await readRunState(asked.books, trigger.run);
    if (!state.released || state.runId === null) throw new Problem('not-released');
    const { file, type } = FORMATS[context.req.valid('query').format];
    const key = `${releasedKeys(state.runId).files}/${trigger.report}/${file}`;
    const stored = await asked.ports.released.get(key);
    if (stored === null) throw new Problem('gone');
    const extension = file.slice(file.lastIndexOf('.'));
    const name = `${trigger.report}-${trigger.period}${extension}`;
    return new Response(new Uint8Array(stored.body), {
      headers: { 'content-type': type, 'content-disposition': `attachment; filename="${name}"` },
    });
  },
);

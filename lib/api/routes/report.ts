import { Hono } from 'hono';
import * as z from 'zod';
import type { Configuration } from '#lib/config/configuration.ts';
import { editionOfScope } from '#lib/config/recipient-groups.ts';
import { releasedKeys } from '#lib/pipeline/steps/stored-run.ts';
import { readRunState } from '#lib/runs/run-state.ts';
import type { Trigger } from '#lib/runs/trigger.ts';
import type { Store } from '#lib/store/store.ts';
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
    const edition = editionOf(asked.ports.configuration, trigger);
    const folder = `${releasedKeys(state.runId).files}/${edition}`;
    if (edition !== trigger.report) await refuseWithheld(asked.ports.released, folder);
    const stored = await asked.ports.released.get(`${folder}/${file}`);
    if (stored === null) throw new Problem('gone');
    const extension = file.slice(file.lastIndexOf('.'));
    const name = `${edition}-${trigger.period}${extension}`;
    return new Response(new Uint8Array(stored.body), {
      headers: { 'content-type': type, 'content-disposition': `attachment; filename="${name}"` },
    });
  },
);

/** The edition that a run was asked for. Throws a 404 `Problem` for a scope that the catalogue does not have. */
function editionOf({ reports }: Configuration, { report, scope }: Trigger): string {
  const own = reports.find(({ id }) => id === report);
  if (own === undefined) throw new Problem('gone');
  const edition = editionOfScope(own, scope);
  if (edition === null) throw new Problem('nothing-told');
  return edition.name;
}

const figures = z.looseObject({
  figures: z.array(z.looseObject({ value: z.number().nullable() })),
});

/** A scope of which nothing is told is answered as one that there is not. */
async function refuseWithheld(released: Store, folder: string): Promise<void> {
  const stored = await released.get(`${folder}/${FORMATS.json.file}`);
  if (stored === null) throw new Problem('gone');
  const report = figures.parse(JSON.parse(new TextDecoder().decode(stored.body)));
  if (report.figures.every(({ value }) => value === null)) throw new Problem('nothing-told');
}

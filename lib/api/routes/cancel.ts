import { Hono } from 'hono';
import { cancelRun } from '#lib/runs/cancel-run.ts';
import { isFinished, readRunState } from '#lib/runs/run-state.ts';
import { described, jsonOf } from '../describe.ts';
import { Problem } from '../problem.ts';
import { readableRun } from '../readable-run.ts';
import { recalculationView } from '../recalculation-view.ts';
import { type ApiEnv, onlyWhoMay } from '../request-context.ts';
import { recalculation } from '../schemas.ts';

/** `POST /recalculations/{id}/cancel`: for whoever began the run. Mails that were claimed before stay sent. */
export const postCancel = new Hono<ApiEnv>().post(
  '/recalculations/:id/cancel',
  described({
    id: 'cancelRecalculation',
    summary: 'Stop a run and the mails that it has not begun to send',
    responses: { 202: jsonOf(recalculation, 'the cancelled run') },
    problems: [404, 409, 413],
  }),
  onlyWhoMay('cancel-run'),
  async (context) => {
    const { asked } = context.var;
    const { books, ports, caller } = asked;
    const trigger = await readableRun(asked, context.req.param('id'));
    if (trigger.requestedBy !== caller && !asked.may('touch-any-run'))
      throw new Problem('forbidden');
    const before = await readRunState(books, trigger.run);
    if (isFinished(before) && before.state !== 'cancelled') throw new Problem('run-finished');
    const { orchestrator, sweepMails } = ports;
    const state = await cancelRun(books, trigger, { orchestrator, sweepMails, by: caller });
    const mails = await ports.mailCounts(trigger);
    return Response.json(recalculationView(trigger, state, mails), { status: 202 });
  },
);

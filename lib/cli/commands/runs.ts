import { Command } from 'commander';
import { RunRequestError } from '#lib/pipeline/run-request.ts';
import { cancelRun } from '#lib/runs/cancel-run.ts';
import { inProcessOrchestrator } from '#lib/runs/in-process-orchestrator.ts';
import { isFinished } from '#lib/runs/run-state.ts';
import { findRun, listedRuns } from '../find-runs.ts';
import { openBooks } from '../local-runs.ts';
import { explainText, type ListedRun, listText, shortId, showText } from '../run-text.ts';
import type { Terminal } from '../terminal.ts';
import { storeOption } from './run-options.ts';
import { backfillCommand, resumeCommand } from './runs-again.ts';

interface LookFlags {
  readonly store: string;
  readonly json: boolean;
}

/** `tenure runs`: what an operator asks of the runs in this machine's ledger, and does to them. */
export const runsCommand = (terminal: Terminal): Command =>
  new Command('runs')
    .description('list, show, explain, cancel, resume and backfill runs')
    .addCommand(listCommand(terminal))
    .addCommand(looking('show', 'request, steps and mails of a run', showText)(terminal))
    .addCommand(looking('explain', 'what a state means, and what to do', explainText)(terminal))
    .addCommand(cancelCommand(terminal))
    .addCommand(resumeCommand(terminal))
    .addCommand(backfillCommand(terminal));

const listCommand = ({ out }: Terminal): Command =>
  new Command('list')
    .description('every run, the newest request last')
    .addOption(storeOption)
    .option('--json', 'print one JSON document', false)
    .action(async ({ store, json }: LookFlags) => {
      const runs = await listedRuns(await openBooks(store));
      out(`${json ? JSON.stringify(runs, null, 2) : listText(runs) || 'no runs'}\n`);
    });

const looking =
  (name: string, description: string, text: (run: ListedRun) => string) =>
  ({ out }: Terminal): Command =>
    new Command(name)
      .description(description)
      .argument('<run>', 'id of the run, or its beginning')
      .addOption(storeOption)
      .option('--json', 'print one JSON document', false)
      .action(async (id: string, { store, json }: LookFlags) => {
        const run = await findRun(await openBooks(store), id);
        out(`${json ? JSON.stringify(run, null, 2) : text(run)}\n`);
      });

const cancelCommand = ({ out }: Terminal): Command =>
  new Command('cancel')
    .description('let a run go no further')
    .argument('<run>', 'id of the run, or its beginning')
    .addOption(storeOption)
    .option('--dry-run', 'say what would be done', false)
    .action(async (id: string, flags: { readonly store: string; readonly dryRun: boolean }) => {
      const books = await openBooks(flags.store);
      const { trigger, state } = await findRun(books, id);
      if (isFinished(state)) throw new RunRequestError(`${id} has ended: it is ${state.state}`);
      if (!flags.dryRun)
        await cancelRun(books, trigger, {
          orchestrator: inProcessOrchestrator(async () => {}),
          sweepMails: async () => {},
          by: 'operator',
        });
      out(`${flags.dryRun ? 'would cancel' : 'cancelled'} ${shortId(trigger.run)}\n`);
    });

import { Command } from 'commander';
import { sweepCancelled } from '#lib/mail/cancel-mails.ts';
import { RunRequestError } from '#lib/pipeline/run-request.ts';
import { cancelRun } from '#lib/runs/cancel-run.ts';
import { inProcessOrchestrator } from '#lib/runs/in-process-orchestrator.ts';
import { isFinished } from '#lib/runs/run-state.ts';
import { accountMachine, type MachineFlags } from '../account-machine.ts';
import { findRun, listedRuns } from '../find-runs.ts';
import { mailsIn, openBooks } from '../open-books.ts';
import { explainText, type ListedRun, listText, shortId, showText } from '../run-text.ts';
import type { Terminal } from '../terminal.ts';
import { ledgerOption, machineOption } from './run-options.ts';
import { backfillCommand, resumeCommand } from './runs-again.ts';
import {
  abandonCommand,
  confirmNotReceivedCommand,
  mailsCommand,
  resendCommand,
} from './runs-mails.ts';

interface LookFlags {
  readonly store: string;
  readonly json: boolean;
}

/** `tenure runs`: what an operator asks of the runs and mails in a ledger, and does to them. */
export const runsCommand = (terminal: Terminal): Command =>
  new Command('runs')
    .description('what became of runs and their mails; cancel, resume, resend, backfill')
    .addCommand(listCommand(terminal))
    .addCommand(looking('show', 'request, steps and mails of a run', showText)(terminal))
    .addCommand(looking('explain', 'what a state means, and what to do', explainText)(terminal))
    .addCommand(cancelCommand(terminal))
    .addCommand(resumeCommand(terminal))
    .addCommand(backfillCommand(terminal))
    .addCommand(mailsCommand(terminal))
    .addCommand(resendCommand(terminal))
    .addCommand(confirmNotReceivedCommand(terminal))
    .addCommand(abandonCommand(terminal));

const listCommand = ({ out }: Terminal): Command =>
  new Command('list')
    .description('every run, the newest request last')
    .addOption(ledgerOption)
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
      .addOption(ledgerOption)
      .option('--json', 'print one JSON document', false)
      .action(async (id: string, { store, json }: LookFlags) => {
        const run = await findRun(await openBooks(store), id);
        out(`${json ? JSON.stringify(run, null, 2) : text(run)}\n`);
      });

const cancelCommand = ({ out }: Terminal): Command =>
  new Command('cancel')
    .description('let a run go no further')
    .argument('<run>', 'id of the run, or its beginning')
    .addOption(ledgerOption)
    .addOption(machineOption)
    .option('--dry-run', 'say what would be done', false)
    .action(async (id: string, flags: MachineFlags & { readonly dryRun: boolean }) => {
      const books = await openBooks(flags.store);
      const { trigger, state } = await findRun(books, id);
      if (isFinished(state)) throw new RunRequestError(`${id} has ended: it is ${state.state}`);
      if (!flags.dryRun)
        await cancelRun(books, trigger, {
          orchestrator: accountMachine(flags) ?? inProcessOrchestrator(async () => {}),
          sweepMails: (planned) => sweepCancelled(mailsIn(books), planned),
          by: 'operator',
        });
      out(`${flags.dryRun ? 'would cancel' : 'cancelled'} ${shortId(trigger.run)}\n`);
    });

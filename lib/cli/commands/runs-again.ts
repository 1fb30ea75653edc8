import { Command, Option } from 'commander';
import { loadConfiguration } from '#lib/config/load-configuration.ts';
import { RunRequestError } from '#lib/pipeline/run-request.ts';
import { backfillWeek, planBackfill, REPROCESS, type Reprocess } from '#lib/runs/backfill.ts';
import { isCancelled } from '#lib/runs/cancel-flag.ts';
import { weekOfPeriod } from '#lib/runs/iso-period.ts';
import { resumeRun } from '#lib/runs/request-run.ts';
import { configHashOf } from '#lib/runs/run-key.ts';
import type { RunState } from '#lib/runs/run-state.ts';
import { weeksBetween } from '#lib/runs/schedule-plan.ts';
import { accountMachine, type MachineFlags } from '../account-machine.ts';
import { findRun } from '../find-runs.ts';
import { LOCAL_TENANT, type LocalRunFlags, openLocalRuns } from '../local-runs.ts';
import { openBooks } from '../open-books.ts';
import { shortId } from '../run-text.ts';
import type { Terminal } from '../terminal.ts';
import {
  configOption,
  ledgerOption,
  machineOption,
  memoryOption,
  outOption,
  storeOption,
} from './run-options.ts';

interface AgainFlags extends LocalRunFlags, MachineFlags {
  readonly config: string;
  readonly dryRun: boolean;
}

/** A verb that makes runs, on this machine or in an account. */
const making = (name: string, description: string): Command =>
  new Command(name)
    .description(description)
    .addOption(configOption)
    .addOption(outOption)
    .addOption(memoryOption)
    .option('--dry-run', 'say what would be done', false);

const ENDED_WELL: readonly RunState['state'][] = ['succeeded', 'succeeded_with_unresolved'];

/** `tenure runs resume`: one more attempt at a run that failed or was cut off. */
export const resumeCommand = (terminal: Terminal): Command =>
  making('resume', 'go on with a run that failed or was cut off')
    .argument('<run>', 'id of the run, or its beginning')
    .addOption(ledgerOption)
    .addOption(machineOption)
    .action(async (id: string, flags: AgainFlags) => {
      const books = await openBooks(flags.store);
      const { trigger, state } = await findRun(books, id);
      if (ENDED_WELL.includes(state.state))
        throw new RunRequestError(`${id} has ended: it is ${state.state}`);
      if (await isCancelled(books, trigger))
        throw new RunRequestError(`${id} was cancelled; ask for it again by the API`);
      const name = shortId(trigger.run);
      const machine = accountMachine(flags);
      if (flags.dryRun) return terminal.out(`would resume ${name}\n`);
      if (machine !== null) {
        const { attempt } = await resumeRun(books, machine, trigger.run);
        return terminal.out(`resumed ${name}: attempt ${attempt} has started\n`);
      }
      const loaded = await loadConfiguration(flags.config);
      const { orchestrator } = await openLocalRuns(loaded, flags, terminal);
      await resumeRun(books, orchestrator, trigger.run);
      await orchestrator.idle();
      const after = await findRun(books, trigger.run);
      terminal.out(`resumed ${name}: it is ${after.state.state}\n`);
    });

interface BackfillFlags extends AgainFlags {
  readonly report: string;
  readonly from: string;
  readonly to: string;
  readonly reprocess: Reprocess;
}

/** `tenure runs backfill`: the weeks of a stretch of time, one after the other. Nobody is mailed. */
export const backfillCommand = (terminal: Terminal): Command =>
  making('backfill', 'make the weeks of a stretch of time; nobody is mailed')
    .addOption(storeOption)
    .requiredOption('--report <id>', 'report of the catalogue')
    .requiredOption('--from <week>', 'first week, such as 2026-W40')
    .requiredOption('--to <week>', 'last week')
    .addOption(
      new Option('--reprocess <which>', 'which weeks are made')
        .choices(REPROCESS)
        .default('missing'),
    )
    .action(async (flags: BackfillFlags) => {
      const loaded = await loadConfiguration(flags.config);
      const { configuration } = loaded;
      if (!configuration.reports.some(({ id }) => id === flags.report))
        throw new RunRequestError(`--report ${flags.report}: no such report`);
      const weeks = weeksBetween(weekOf('--from', flags.from), weekOf('--to', flags.to));
      const { books, orchestrator } = await openLocalRuns(loaded, flags, terminal);
      const report = { tenant: LOCAL_TENANT, report: flags.report };
      const key = { ...report, configHash: configHashOf(configuration) };
      for (const step of await planBackfill(books, report, { weeks, reprocess: flags.reprocess })) {
        terminal.out(`${step.period}  ${step.action}\n`);
        if (flags.dryRun) continue;
        await backfillWeek(books, orchestrator, { step, key });
        await orchestrator.idle();
      }
    });

function weekOf(flag: string, period: string): number {
  const week = weekOfPeriod(period);
  if (week !== null) return week;
  throw new RunRequestError(`${flag} ${period}: must be an ISO week such as 2026-W47`);
}

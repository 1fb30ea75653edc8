import { Command } from 'commander';
import { loadConfiguration } from '#lib/config/load-configuration.ts';
import { requireSending } from '#lib/mail/kill-switch.ts';
import { runLine } from '#lib/pipeline/run-line.ts';
import type { RunRequest } from '#lib/pipeline/run-request.ts';
import { EXIT } from '../exit-codes.ts';
import { openBooks } from '../open-books.ts';
import { printReleased } from '../print-released.ts';
import { servicesOn } from '../services.ts';
import type { Terminal } from '../terminal.ts';
import {
  approvedByOption,
  asOfOption,
  configOption,
  correctOption,
  memoryOption,
  outOption,
  overrideOption,
  type RunFlags,
  runRequest,
  storeOption,
} from './run-options.ts';

/** `tenure run`: the whole line on this machine. */
export const runCommand = (terminal: Terminal, exit: (code: number) => void): Command =>
  new Command('run')
    .description('make the reports: files in, released e-mail and attachments out')
    .addOption(configOption)
    .addOption(asOfOption)
    .option('--report <id...>', 'only these reports')
    .addOption(outOption)
    .addOption(storeOption)
    .addOption(memoryOption)
    .addOption(overrideOption)
    .addOption(correctOption)
    .addOption(approvedByOption)
    .option('--send', 'write one mail per recipient to the outbox', false)
    .option('--dry-run', 'write nothing', false)
    .option('--json', 'print run.json on stdout', false)
    .action(async (flags: RunFlags) => {
      const request = runRequest(flags, await loadConfiguration(flags.config));
      await checkSwitch(request);
      const { record, recordText, summary } = await runLine(request, servicesOn(terminal, request));
      if (flags.json) printReleased(terminal, recordText);
      else {
        printReleased(terminal, summary);
        for (const warning of record.warnings) terminal.err(`warning: ${warning}\n`);
        if (!flags.dryRun) terminal.out(`\n${record.state}: ${request.out}/index.html\n`);
      }
      if (record.state === 'HELD') exit(EXIT.held);
    });

/** The switch binds a mail into an outbox too: who turned it must not wonder. Throws `SendingOffError`. */
async function checkSwitch({ send, dryRun, store }: RunRequest): Promise<void> {
  if (send && !dryRun) await requireSending((await openBooks(store)).store);
}

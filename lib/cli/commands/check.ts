import { Command } from 'commander';
import { loadConfiguration } from '#lib/config/load-configuration.ts';
import { NOBODY_ERASED } from '#lib/erasure/erased-persons.ts';
import { checkLine } from '#lib/pipeline/check-line.ts';
import { EXIT } from '../exit-codes.ts';
import { servicesOn } from '../services.ts';
import type { Terminal } from '../terminal.ts';
import {
  asOfOption,
  configOption,
  memoryOption,
  type RunFlags,
  runRequest,
} from './run-options.ts';

/** `tenure check`: configuration, files, mappings and data checks; keeps nothing. */
export const checkCommand = (terminal: Terminal, exit: (code: number) => void): Command =>
  new Command('check')
    .description('check configuration, files, mappings and data; write nothing')
    .addOption(configOption)
    .addOption(asOfOption)
    .addOption(memoryOption)
    .option('--json', 'print the findings as JSON on stdout', false)
    .action(async (flags: Pick<RunFlags, 'config' | 'asOf' | 'memory' | 'json'>) => {
      const loaded = await loadConfiguration(flags.config);
      const request = runRequest(
        { ...flags, out: '.', store: '.', send: false, dryRun: true },
        loaded,
      );
      const checked = await checkLine(request, {
        ...servicesOn(terminal, request),
        erased: async () => NOBODY_ERASED,
      });
      if (flags.json) terminal.out(`${JSON.stringify(checked, null, 2)}\n`);
      else for (const line of checkedLines(checked)) terminal.out(`${line}\n`);
      if (checked.state === 'HELD') exit(EXIT.held);
    });

function checkedLines({ state, tables, rejects, findings }: Awaited<ReturnType<typeof checkLine>>) {
  return [
    ...tables.map(
      ({ table, accepted, quarantined, duplicates }) =>
        `${table}: ${accepted} rows accepted, ${quarantined} set aside, ${duplicates} duplicates`,
    ),
    ...rejects.map(
      ({ file, firstLine, column, reason, rows }) =>
        `${file}${firstLine === null ? '' : `:${firstLine}`}: ${reason}${column ? ` in ${column}` : ''}, ${rows} rows`,
    ),
    ...findings
      .filter(({ severity }) => severity !== 'pass')
      .map(({ severity, check, message, fix }) => `${severity}: ${check}: ${message} ${fix}`),
    `${findings.filter(({ severity }) => severity === 'pass').length} of ${findings.length} data checks pass; a report now would be ${state}`,
  ];
}

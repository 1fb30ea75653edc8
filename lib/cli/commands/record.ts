import { Command } from 'commander';
import { loadConfiguration } from '#lib/config/load-configuration.ts';
import { processingRecord } from '#lib/evidence/processing-record.ts';
import type { Terminal } from '../terminal.ts';
import { configOption } from './run-options.ts';

/** `tenure record`: the record of processing activities (GDPR Art. 30) of a configuration. */
export const recordCommand = ({ out }: Terminal): Command =>
  new Command('record')
    .description('print the record of processing activities (GDPR Art. 30) as Markdown')
    .addOption(configOption)
    .action(async (flags: { readonly config: string }) => {
      const { configuration } = await loadConfiguration(flags.config);
      out(processingRecord(configuration));
    });

import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { Command } from 'commander';
import { loadConfiguration } from '#lib/config/load-configuration.ts';
import { auditorPack } from '#lib/evidence/auditor-pack.ts';
import { openBooks } from '../open-books.ts';
import type { Terminal } from '../terminal.ts';
import { configOption, ledgerOption } from './run-options.ts';

interface PackFlags {
  readonly config: string;
  readonly store: string;
  readonly out: string;
}

/** `tenure evidence pack`: what an auditor asks for, in one folder. The assessment is `dpia.md` beside the configuration. */
export const packCommand = ({ out }: Terminal): Command =>
  new Command('pack')
    .description('write what an auditor asks for into a folder')
    .addOption(configOption)
    .addOption(ledgerOption)
    .option('--out <folder>', 'where the files are written', 'evidence')
    .action(async ({ config, store, out: folder }: PackFlags) => {
      const { configuration, directory } = await loadConfiguration(config);
      const assessment = await readFile(join(directory, 'dpia.md'), 'utf8').catch(() => null);
      const books = await openBooks(store);
      const files = await auditorPack({ configuration, assessment, books });
      await mkdir(folder, { recursive: true });
      for (const [name, text] of files) await writeFile(join(folder, name), text);
      out(`${resolve(folder, 'contents.md')}\n`);
    });

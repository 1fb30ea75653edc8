import { writeFile } from 'node:fs/promises';
import { relative, resolve } from 'node:path';
import { Command } from 'commander';
import { peekFile } from '#lib/intake/duckdb-peek.ts';
import { RunRequestError } from '#lib/pipeline/run-request.ts';
import { suggestConfiguration } from '../suggest-configuration.ts';
import type { Terminal } from '../terminal.ts';

/** `tenure init DATA…`: looks at order files and writes a commented configuration with its best guess of the mapping. */
export const initCommand = ({ out, err }: Terminal): Command =>
  new Command('init')
    .description('look at order files (CSV, CSV.gz, Parquet) and write a commented configuration')
    .argument('<data...>', 'order files that share one header')
    .option('--out <file>', 'the configuration to write', 'tenure.yaml')
    .action(async (data: readonly string[], flags: { readonly out: string }) => {
      const peeked = await Promise.all(data.map((file) => peekFile(resolve(file))));
      const [first] = peeked;
      const odd = peeked.findIndex(({ header }) => header.join() !== first?.header.join());
      if (!first || odd > 0)
        throw new RunRequestError(`${data[odd] ?? ''}: its header differs from that of ${data[0]}`);
      const folder = resolve(flags.out, '..');
      const { text, missing } = suggestConfiguration({
        files: data.map((file) => relative(folder, resolve(file))),
        header: first.header,
        timesWithoutZone: peeked.some(({ timesWithoutZone }) => timesWithoutZone),
      });
      await writeFile(flags.out, text, { flag: 'wx' }).catch(() => {
        throw new RunRequestError(`${flags.out} exists already; name another file with --out`);
      });
      for (const column of missing) err(`${column}: not found in the header; fill it in\n`);
      out(`${resolve(flags.out)}\n`);
    });

import { resolve } from 'node:path';
import { Command, Option } from 'commander';
import { writeSampleShop } from '#lib/sample/write-sample-shop.ts';
import type { Terminal } from '../terminal.ts';

interface SampleFlags {
  readonly out: string;
  readonly customers: string;
  readonly seed: string;
  readonly asOf: string;
  readonly lateSpend: boolean;
}

/** `tenure sample`: a made-up shop with known true parameters, to look at and to measure with. */
export const sampleCommand = ({ err, out }: Terminal): Command =>
  new Command('sample')
    .description('write the files and the configuration of a made-up shop')
    .addOption(new Option('--out <folder>', 'where to write it').default('out/sample'))
    .addOption(new Option('--customers <number>', 'how many customers it has').default('3000'))
    .addOption(new Option('--seed <text>', 'same seed, same shop').default('sample'))
    .addOption(new Option('--as-of <monday>', 'end of the shop’s history').default('2026-11-16'))
    .option('--late-spend', 'let the marketing spend end two days early', false)
    .action(async (flags: SampleFlags) => {
      const truth = await writeSampleShop({
        customers: Number(flags.customers),
        seed: flags.seed,
        directory: resolve(flags.out),
        asOf: flags.asOf,
        lateSpend: flags.lateSpend,
      });
      err(`sample         ${truth.customers} customers, seed ${flags.seed}\n`);
      out(`${resolve(flags.out)}/tenure.yaml\n`);
    });

import { Command } from 'commander';
import { checkChain } from '#lib/chain/chain.ts';
import type { ChainEntry } from '#lib/chain/chain-body.ts';
import { highestReleaseSeq } from '#lib/runs/period-lease.ts';
import { EXIT } from '../exit-codes.ts';
import { openBooks } from '../open-books.ts';
import type { Terminal } from '../terminal.ts';
import { packCommand } from './evidence-pack.ts';
import { ledgerOption } from './run-options.ts';

interface VerifyFlags {
  readonly store: string;
  readonly json: boolean;
}

/** `tenure evidence`: what was released under which rules, as an auditor checks it. */
export const evidenceCommand = (terminal: Terminal, exit: (code: number) => void): Command =>
  new Command('evidence')
    .description('the chain of releases, erasures and policy changes')
    .addCommand(verifyCommand(terminal, exit))
    .addCommand(packCommand(terminal));

const verifyCommand = ({ out }: Terminal, exit: (code: number) => void): Command =>
  new Command('verify')
    .description('work out every link of the chain again')
    .addOption(ledgerOption)
    .option('--json', 'print one JSON document', false)
    .action(async ({ store, json }: VerifyFlags) => {
      const books = await openBooks(store);
      const [{ entries, fault }, released] = await Promise.all([
        checkChain(books.store),
        highestReleaseSeq(books),
      ]);
      const verdict = fault?.message ?? missingEnd(entries.length, released);
      if (json)
        out(`${JSON.stringify({ entries, sound: verdict === null, fault: verdict }, null, 2)}\n`);
      else out(`${[...entries.map(lineOf), verdict ?? soundText(entries.length)].join('\n')}\n`);
      if (verdict !== null) exit(EXIT.refused);
    });

/** Nothing links to the newest entries, but the weeks that show their releases name them. */
const missingEnd = (entries: number, released: number): string | null =>
  released > entries
    ? `a week shows release ${released}, but the chain ends at ${entries}: restore its locked versions`
    : null;

const soundText = (entries: number): string =>
  entries === 0 ? 'no entries' : `sound: ${entries} entries, each linked to the one before`;

const lineOf = (entry: ChainEntry): string =>
  [String(entry.seq).padStart(6), entry.hash.slice(0, 12), entry.kind.padEnd(7), told(entry)].join(
    '  ',
  );

function told(entry: ChainEntry): string {
  if (entry.kind === 'erasure') return `list ${entry.erasureListVersion.slice(0, 12)}`;
  if (entry.kind === 'policy') return `k ${entry.k}, p ${entry.p} %`;
  const withheld = Object.values(entry.withheld).reduce((sum, cells) => sum + cells, 0);
  const reports = entry.reports.join(', ');
  return `${entry.asOf}  ${reports}  run ${entry.runId.slice(0, 12)}  ${withheld} cells withheld`;
}

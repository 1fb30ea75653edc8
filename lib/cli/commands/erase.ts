import { randomBytes } from 'node:crypto';
import { resolve } from 'node:path';
import { Command } from 'commander';
import { pseudonymsOf } from '#lib/erasure/erased-persons.ts';
import { readReceipt } from '#lib/erasure/erasure-receipt.ts';
import { eraseOnLaptop, proveErased } from '#lib/erasure/laptop-erasure.ts';
import { idNeedles, type Needle, textNeedle } from '#lib/erasure/needle.ts';
import { eraseFromNowOn, replayErasures } from '#lib/erasure/request-erasure.ts';
import { eraseInAccount, proveInAccount } from '#lib/erasure/s3-erasure.ts';
import type { ScanReceipt } from '#lib/erasure/scan-receipt.ts';
import { RunRequestError } from '#lib/pipeline/run-request.ts';
import { readErasureList } from '#lib/runs/erasure-list.ts';
import type { RunStore } from '#lib/runs/run-store.ts';
import { s3Client } from '#lib/store/s3-client.ts';
import { ledgerBucketOf, openBooks } from '../open-books.ts';
import { readSubjects, type Subject } from '../subjects.ts';
import type { Terminal } from '../terminal.ts';
import { ledgerOption, memoryOption } from './run-options.ts';

interface EraseFlags {
  readonly store: string;
  readonly memory: number;
  readonly customer?: string;
  readonly subjectFile?: string;
  readonly replay?: string;
  readonly lake?: string;
  readonly scan?: readonly string[];
  readonly physical: boolean;
  readonly prove: boolean;
  readonly status: boolean;
  readonly dryRun: boolean;
}

/** `tenure erase`: a person out of every later run, then out of every byte that is kept. Prints no id. */
export const eraseCommand = (terminal: Terminal): Command =>
  new Command('erase')
    .description('leave persons out of every later run, and remove what is kept of them')
    .addOption(ledgerOption)
    .addOption(memoryOption)
    .option('--customer <id>', 'one person; a file keeps the id out of the shell history')
    .option('--subject-file <file>', 'a person a line: customer id, then other texts after tabs')
    .option('--replay <place>', 'first take over the list of another ledger, after a restore')
    .option('--lake <bucket>', 'lake of the account whose ledger bucket is the store')
    .option('--scan <bucket...>', 'buckets that are read and left as they are, such as deliveries')
    .option('--physical', 'remove everyone on the list from what is kept, and prove it', false)
    .option('--prove', 'read every byte that is kept, and remove nothing', false)
    .option('--status', 'requests, when they are due, and which are carried out', false)
    .option('--dry-run', 'say what would be done', false)
    .action((flags: EraseFlags) => erase(terminal, flags));

async function erase({ out }: Terminal, flags: EraseFlags): Promise<void> {
  refuseNothing(flags);
  const subjects = await readSubjects(flags);
  const lines = flags.dryRun ? plan(subjects, flags) : done(subjects, flags);
  for await (const line of lines) out(`${line}\n`);
}

/** One line for each request, scan and listed request. */
async function* done(subjects: readonly Subject[], flags: EraseFlags): AsyncGenerator<string> {
  const books = await openBooks(flags.store);
  if (flags.replay !== undefined) await replayErasures(await openBooks(flags.replay), books);
  if (!flags.prove) yield* await requested(books, subjects);
  if (flags.physical || flags.prove)
    yield* (await removed(books, flags, subjects.flatMap(needlesOf))).map(proof);
  if (flags.status) yield* await statusOf(books);
}

function refuseNothing(flags: EraseFlags): void {
  const asked = [flags.customer, flags.subjectFile, flags.replay].some((one) => one !== undefined);
  if (asked || flags.physical || flags.prove || flags.status) return;
  throw new RunRequestError(
    'erase: say whom (--customer, --subject-file) or what (--physical, --prove, --status, --replay)',
  );
}

const plan = (subjects: readonly Subject[], { physical, prove, replay }: EraseFlags): string[] => [
  ...(replay === undefined ? [] : ['would take over the list of the other ledger']),
  ...(prove || subjects.length === 0 ? [] : [`would put ${subjects.length} on the list`]),
  ...(physical ? ['would remove everyone on the list and scan what is left'] : []),
  ...(prove && !physical ? ['would scan what is kept'] : []),
];

/** The same words for every id, known or not. */
async function requested(books: RunStore, subjects: readonly Subject[]): Promise<string[]> {
  if (subjects.length === 0) return [];
  const pseudonymOf = await pseudonymsOf(books, randomBytes);
  const lines: string[] = [];
  for (const { id } of subjects) {
    const receipt = books.randomId();
    const { due } = await eraseFromNowOn(books, receipt, pseudonymOf(id));
    lines.push(`${receipt}  left out from now on; to be removed by ${due}`);
  }
  return lines;
}

const needlesOf = ({ id, texts }: Subject): Needle[] => [
  ...idNeedles(id),
  ...texts.map(textNeedle),
];

/** Removes and proves, or only proves, on this machine or in the buckets of an account. */
async function removed(
  books: RunStore,
  { store, memory, physical, lake, scan = [] }: EraseFlags,
  known: readonly Needle[],
): Promise<readonly ScanReceipt[]> {
  const ledger = ledgerBucketOf(store);
  if (ledger !== null) {
    const account = { client: s3Client(), books, ledger, lake: lake ?? null, others: scan };
    return physical ? eraseInAccount(account, known) : proveInAccount(account, known);
  }
  if (lake !== undefined || scan.length > 0)
    throw new RunRequestError('--lake, --scan: the store must be the ledger bucket of an account');
  const laptop = { root: resolve(store), books, memoryLimitMb: memory, randomBytes };
  return [await (physical ? eraseOnLaptop : proveErased)(laptop, known)];
}

const proof = ({ store, objects, bytes }: ScanReceipt): string =>
  `${store}: nothing of them in ${objects} objects, ${bytes} bytes`;

async function statusOf(books: RunStore): Promise<string[]> {
  const { requests } = await readErasureList(books);
  return Promise.all(
    requests.map(async ({ receipt, requestedAt, due }) => {
      const done = await readReceipt(books, receipt);
      const state = done === null ? `due ${due}` : `removed ${done.completedAt.slice(0, 10)}`;
      return `${receipt}  requested ${requestedAt.slice(0, 10)}  ${state}`;
    }),
  );
}

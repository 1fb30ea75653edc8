import { randomBytes } from 'node:crypto';
import { resolve } from 'node:path';
import { Command } from 'commander';
import { pseudonymsOf } from '#lib/erasure/erased-persons.ts';
import { exportSubject } from '#lib/evidence/subject-export.ts';
import { RunRequestError } from '#lib/pipeline/run-request.ts';
import { ledgerBucketOf, openBooks } from '../open-books.ts';
import { readSubjects } from '../subjects.ts';
import type { Terminal } from '../terminal.ts';
import { memoryOption, storeOption } from './run-options.ts';

interface AccessFlags {
  readonly subjectFile: string;
  readonly store: string;
  readonly memory: number;
}

/** `tenure access`: what is held about one person, as JSON (GDPR Art. 15). The id is read from a file and never said again. */
export const accessCommand = ({ out }: Terminal): Command =>
  new Command('access')
    .description('print what is held about one person, as JSON')
    .requiredOption('--subject-file <file>', 'file whose one line begins with the customer id')
    .addOption(storeOption)
    .addOption(memoryOption)
    .action(async ({ subjectFile, store, memory }: AccessFlags) => {
      if (ledgerBucketOf(store) !== null)
        throw new RunRequestError(`--store ${store}: must be the folder of a machine's own runs`);
      const [person, ...others] = await readSubjects({ subjectFile });
      if (person === undefined || others.length > 0)
        throw new RunRequestError(`--subject-file ${subjectFile}: must name one person`);
      const books = await openBooks(store);
      const pseudonymOf = await pseudonymsOf(books, randomBytes);
      const subject = pseudonymOf(person.id);
      const stores = { root: resolve(store), books, memoryLimitMb: memory };
      out(`${JSON.stringify(await exportSubject(subject, pseudonymOf, stores), null, 2)}\n`);
    });

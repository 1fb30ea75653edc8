import { beforeAll } from 'vitest';
import { writeSampleShop } from '#lib/sample/write-sample-shop.ts';
import { type ShopFolder, shopFolder, tenure } from './shop-folder.ts';
import type { Finished } from './tenure-process.ts';

/** End of the shop's history, and the week that ends there. */
export const AS_OF = '2024-11-25';
export const WEEK = '2024-W47';

const OWNER = 'controlling@example.com';
const READERS = ['finance@example.com', 'board@example.com'];

/** What differs from the shop's usual configuration. */
export interface NeedsRun {
  readonly orders?: string;
  readonly sources?: Readonly<Record<string, string>>;
  readonly reports?: readonly string[];
  readonly fiscal?: string;
  readonly asOf?: string;
  readonly flags?: readonly string[];
  readonly store?: string;
}

/** Whom each mail of an outbox is to, and its subject. */
export interface Letter {
  readonly to: string;
  readonly subject: string;
}

export interface NeedsShop {
  readonly folder: ShopFolder;
  run(out: string, how?: NeedsRun): Promise<Finished>;
  letters(out: string): readonly Letter[];
  words(out: string): string;
  /** Header and rows of a plain CSV file. */
  lines(name: string): readonly [string, ...string[]];
  /** Value of everyone's figure of a period; 0 where there is none. */
  total(out: string, of: { metric: string; options: string; period: string }): number;
}

const WEEKLY = `{ id: weekly, title: Value, segments: [country], cohorts: { ages: 3 }, recipients: { finance: [${READERS.join(', ')}] } }`;

/** A sample shop of one's own with all its files, written before the tests of the file. */
export async function needsShop(customers: number): Promise<NeedsShop> {
  const folder = await shopFolder();
  beforeAll(async () => {
    await writeSampleShop({
      customers,
      seed: 'needs',
      asOf: AS_OF,
      directory: folder.path,
      troubles: false,
    });
  });
  const textOf = (out: string) => folder.text(`${out}/weekly/email.txt`);
  return {
    folder,
    async run(out, how = {}) {
      await folder.write(`${out}.yaml`, configurationOf(how));
      return tenure(
        ...['run', '--config', folder.at(`${out}.yaml`), '--as-of', how.asOf ?? AS_OF],
        ...['--out', folder.at(out), '--store', folder.at(how.store ?? `${out}-store`)],
        ...['--memory', '400', ...(how.flags ?? [])],
      );
    },
    letters: (out) =>
      folder
        .files(out)
        .filter((name) => /^outbox\/.*\.eml$/.test(name))
        .map((name) => letterOf(folder.text(`${out}/${name}`))),
    words: (out) => textOf(out).replaceAll(/\s+/g, ' '),
    lines(name) {
      const [head = '', ...rows] = folder.text(name).trim().split('\n');
      return [head, ...rows];
    },
    total: (out, { metric, options, period }) =>
      folder
        .report(out)
        .figures.find(
          (figure) =>
            figure.metric === metric &&
            figure.options === options &&
            figure.period === period &&
            Object.keys(figure.scope).length === 0,
        )?.value ?? 0,
  };
}

const configurationOf = ({ orders = 'data/orders-*.csv', ...how }: NeedsRun): string =>
  [
    'version: 1',
    `business: { name: Example Shop, currency: EUR, timeZone: Europe/Dublin, calendar: { fiscal: ${how.fiscal ?? 'iso'} } }`,
    'sources:',
    `  orders: { files: ${orders}, historyComplete: true }`,
    ...Object.entries(how.sources ?? {}).map(([table, file]) => `  ${table}: { files: ${file} }`),
    'reports:',
    ...(how.reports ?? [WEEKLY]).map((report) => `  - ${report}`),
    `mail: { from: reports@example.com, domains: [example.com], owner: ${OWNER} }\n`,
  ].join('\n');

function letterOf(text: string): Letter {
  const unfolded = text.replaceAll(/\r?\n[ \t]/g, ' ');
  const header = (name: string) => new RegExp(`^${name}: (.*)$`, 'm').exec(unfolded)?.[1]?.trim();
  return { to: header('To') ?? '', subject: header('Subject') ?? '' };
}

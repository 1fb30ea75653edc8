import { readdirSync, readFileSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import * as z from 'zod';
import { main } from '#lib/cli/main.ts';
import type { Finished } from './tenure-process.ts';

/** A figure of `report.json`. */
export const figureLine = z.object({
  metric: z.string(),
  options: z.string(),
  period: z.string(),
  scope: z.record(z.string(), z.string()),
  value: z.number().nullable(),
  reason: z.string().nullable(),
  lower: z.number().nullable(),
  upper: z.number().nullable(),
});
export type FigureLine = z.output<typeof figureLine>;

const reportFile = z.looseObject({ state: z.string(), figures: z.array(figureLine) });

type Cell = string | number | null;

/** A folder of its own with a shop's files, configurations, and what runs wrote; removed after the tests of the file. */
export interface ShopFolder {
  readonly path: string;
  at(name: string): string;
  write(name: string, text: string): Promise<void>;
  makeFolder(name: string): Promise<void>;
  /** Removes a file or a folder. */
  remove(name: string): Promise<void>;
  /** Rows under the column names of the first one, in a plain CSV file. */
  writeRows(name: string, rows: readonly Readonly<Record<string, Cell>>[]): Promise<void>;
  /** Every file under `name`, sorted, relative to it. */
  files(name: string): string[];
  text(name: string): string;
  bytes(name: string): Buffer;
  /** The one report `weekly` of a run. */
  report(out: string): z.output<typeof reportFile>;
}

export async function shopFolder(): Promise<ShopFolder> {
  const path = await mkdtemp(join(tmpdir(), 'tenure-shop-'));
  afterAll(() => rm(path, { recursive: true, force: true }));
  const at = (name: string) => join(path, name);
  const write = (name: string, text: string) => writeFile(at(name), text);
  const bytes = (name: string) => readFileSync(at(name));
  const text = (name: string) => bytes(name).toString('utf8');
  return {
    path,
    at,
    write,
    text,
    bytes,
    async makeFolder(name) {
      await mkdir(at(name), { recursive: true });
    },
    remove: (name) => rm(at(name), { recursive: true, force: true }),
    writeRows(name, rows) {
      const columns = Object.keys(rows[0] ?? {});
      const lines = rows.map((row) => columns.map((column) => row[column] ?? '').join(','));
      return write(name, `${[columns.join(','), ...lines].join('\n')}\n`);
    },
    files: (name) =>
      readdirSync(at(name), { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => join(entry.parentPath, entry.name).slice(at(name).length + 1))
        .sort(),
    report: (out) => reportFile.parse(JSON.parse(text(`${out}/weekly/report.json`))),
  };
}

/** `tenure` with these words, in this process. */
export async function tenure(...words: readonly string[]): Promise<Finished> {
  const [out, err]: [string[], string[]] = [[], []];
  const code = await main(['node', 'tenure', ...words], {
    out: (text) => out.push(text),
    err: (text) => err.push(text),
    live: false,
    colour: false,
  });
  return { code, out: out.join(''), err: err.join('') };
}

/** A figure's name as one line, to look it up by. */
export const nameOf = ({
  metric,
  options,
  period,
  scope,
}: Omit<FigureLine, 'value' | 'reason' | 'lower' | 'upper'>): string =>
  JSON.stringify([metric, options, period, Object.entries(scope).sort()]);

import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { layOutReport } from '#lib/rendering/layout/lay-out-report.ts';
import { sheetsOf } from '#lib/rendering/workbook/sheets.ts';
import { fixtureReport } from '../gallery/fixture-report.ts';
import { renderVariant } from './mail-page.ts';
import { VARIANTS } from './variants.ts';

const PROGRAMS = ['/usr/bin/soffice', '/usr/bin/localc', '/usr/bin/libreoffice'];
/** Comma, quotes, UTF-8, from the first row; raw values, and a file for each sheet. */
const CSV = 'csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,false,false,false,false,-1';

/** The LibreOffice of this machine, or null where there is none. */
export const libreOfficePath = (): string | null =>
  PROGRAMS.find((path) => existsSync(path)) ?? null;

/** What LibreOffice does not read out of the workbook as it was meant. */
export async function workbookFaults(program: string): Promise<string[]> {
  const [variant] = VARIANTS;
  if (variant === undefined) return ['there is no mail'];
  const folder = mkdtempSync(join(tmpdir(), 'tenure-office-'));
  const { workbook } = await renderVariant(variant);
  writeFileSync(join(folder, 'workbook.xlsx'), workbook);
  const home = `-env:UserInstallation=${pathToFileURL(join(folder, 'home')).href}`;
  const { status } = spawnSync(
    program,
    [home, '--headless', '--convert-to', CSV, '--outdir', folder, join(folder, 'workbook.xlsx')],
    { timeout: 120_000 },
  );
  return status === 0 ? sheetFaults(folder) : [`LibreOffice ended with ${status}`];
}

function sheetFaults(folder: string): string[] {
  const files = readdirSync(folder).filter((name) => name.endsWith('.csv'));
  return sheetsOf(layOutReport(fixtureReport())).flatMap(({ name, rows }) => {
    const file = files.find((found) => found === `workbook-${name}.csv`);
    if (file === undefined) return [`no sheet "${name}"`];
    const read = numbersIn(readFileSync(join(folder, file), 'utf8'));
    const lost = rows.flat().filter(({ value }) => typeof value === 'number' && !isIn(read, value));
    return lost.length === 0 ? [] : [`sheet "${name}" has lost ${lost.length} numbers`];
  });
}

/** Numbers of a CSV file; what is formatted as a percentage is written as one. */
const numbersIn = (csv: string): number[] =>
  [...csv.matchAll(/"([^"]*)"|[^,\n]+/g)].map(([field, quoted = field]) =>
    quoted.endsWith('%') ? Number(quoted.slice(0, -1)) / 100 : Number(quoted),
  );

/** Fifteen digits are what a spreadsheet keeps. */
const isIn = (read: readonly number[], value: number): boolean =>
  read.some((number) => Math.abs(number - value) <= 1e-13 * Math.abs(value));

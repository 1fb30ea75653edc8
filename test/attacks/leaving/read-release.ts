import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import PostalMime from 'postal-mime';
import * as z from 'zod';
import { keyOfFigure } from './figure-key.ts';
import {
  figuresOfCsv,
  figuresOfJson,
  type PrintedFigure,
  type PrintedRelease,
} from './printed-figure.ts';

/**
 * Every figure that leaves with a run: those of the CSV attached to its mails, with what the API answers of them.
 * Throws where the two do not tell of the same figures.
 */
export async function readRelease(folder: string): Promise<PrintedRelease> {
  const { asOf, figures, rows } = figuresOfJson(
    readFileSync(join(folder, 'out/weekly/report.json'), 'utf8'),
  );
  const told = new Map(figures.map((figure) => [keyOfFigure(figure), figure]));
  const mailed = figuresOfCsv(await mailedCsv(join(folder, 'out/outbox')));
  if (mailed.length !== figures.length) throw new Error('mail and API tell of different figures');
  return {
    asOf,
    rows: { ...rows, ...moreRows(folder) },
    figures: mailed.map((figure): PrintedFigure => {
      const other = told.get(keyOfFigure(figure));
      if (other === undefined) throw new Error(`the API knows no ${keyOfFigure(figure)}`);
      return { ...figure, customers: other.customers };
    }),
  };
}

const rowCounts = z.record(z.string(), z.number());

/** Row counts that a run leaves in a file of their own. */
function moreRows(folder: string): Readonly<Record<string, number>> {
  const path = join(folder, 'out/more/rows.json');
  return existsSync(path) ? rowCounts.parse(JSON.parse(readFileSync(path, 'utf8'))) : {};
}

async function mailedCsv(outbox: string): Promise<string> {
  const [mail] = readdirSync(outbox).filter((name) => name.endsWith('.eml'));
  if (mail === undefined) throw new Error('no mail was sent');
  const { attachments } = await PostalMime.parse(readFileSync(join(outbox, mail)), {
    attachmentEncoding: 'utf8',
  });
  const csv = attachments.find(({ mimeType }) => mimeType === 'text/csv');
  if (csv === undefined) throw new Error('the mail has no CSV');
  return String(csv.content);
}

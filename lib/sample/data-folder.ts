import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { CsvFile } from './csv-file.ts';
import type { ShopCalendar } from './shop-calendar.ts';
import { type SampleTable, TABLE_COLUMNS } from './table-columns.ts';

/** Opens the files of a shop and closes them together. */
export class DataFolder {
  readonly #directory: string;
  readonly #files = new Map<string, { readonly table: SampleTable; readonly file: CsvFile }>();

  /** Removes order files of an earlier shop: the configuration's pattern would read them too. */
  constructor(directory: string) {
    this.#directory = directory;
    for (const name of readdirSync(directory))
      if (/^orders-\d{4}\.csv$/.test(name)) rmSync(join(directory, name));
  }

  /** `name`: file name without `.csv`; the table's own name when it is one file. */
  open(table: SampleTable, name: string = table): CsvFile {
    const file = new CsvFile(join(this.#directory, `${name}.csv`), TABLE_COLUMNS[table]);
    this.#files.set(name, { table, file });
    return file;
  }

  /** Closes every file, dated at the end of the history, removes empty ones, and counts the rows of each table. */
  close(calendar: ShopCalendar): Readonly<Record<string, number>> {
    const rows: Record<string, number> = {};
    for (const { table, file } of this.#files.values()) {
      file.close(new Date(`${calendar.asOf}T00:00:00Z`));
      if (file.rows === 0) rmSync(file.path);
      else rows[table] = (rows[table] ?? 0) + file.rows;
    }
    return rows;
  }
}

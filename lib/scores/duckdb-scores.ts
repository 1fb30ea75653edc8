import { rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { CopyRows } from '#lib/warehouse/copy-rows.ts';
import { predictionsCsv, predictionsRelation } from './predictions-table.ts';
import { customerHistories, scoresSql } from './score-queries.ts';
import type { ScoreWriter } from './write-scores.ts';

export interface DuckdbScoreOptions {
  readonly copy: CopyRows;
  /** Folder that the engine may read and write. The predictions lie there while they are read. */
  readonly directory: string;
  /** Name of the Parquet file that the scores become in the folder. */
  readonly file: string;
}

/** Writes scores by DuckDB to one Parquet file, in the order of the ids: the same scores are the same bytes. */
export function duckdbScoreWriter({ copy, directory, file }: DuckdbScoreOptions): ScoreWriter {
  return {
    async write(predictions, parameters) {
      const table = join(directory, `${file}.predictions.csv`);
      await writeFile(table, predictionsCsv(predictions));
      const source = `read_csv(${literal(table)}, header = true, delim = ',', all_varchar = true)`;
      try {
        await copy(customerHistories, parameters, {
          path: join(directory, file),
          around: (scoped) => `${scoresSql(scoped, predictionsRelation(source))}\norder by 1`,
        });
      } finally {
        await rm(table, { force: true });
      }
    },
  };
}

const literal = (path: string): string => `'${resolve(path).replaceAll("'", "''")}'`;

import { rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { ScopedQuery } from '#lib/privacy/scope/scoped-query.ts';
import type { Parameters } from '#lib/warehouse/bind-parameters.ts';
import { predictionsCsv, predictionsRelation } from './predictions-table.ts';
import { customerHistories, scoresSql } from './score-queries.ts';
import type { ScoreWriter } from './write-scores.ts';

/** A Parquet file, and what its rows are made of around those of a scoped query. */
export interface CopyTarget {
  readonly path: string;
  /** The planned SQL of the scoped query → the SQL whose rows are written; both with named parameters. */
  readonly around: (scoped: string) => string;
}

/** Writes rows to a Parquet file inside the engine. */
export type CopyRows = (
  query: ScopedQuery<unknown>,
  parameters: Parameters,
  target: CopyTarget,
) => Promise<void>;

export interface DuckdbScoreOptions {
  readonly copy: CopyRows;
  /** Folder that the engine may read and write. The predictions lie there while they are read. */
  readonly directory: string;
  /** Name of the Parquet file that the scores become in the folder. */
  readonly file: string;
}

/** Writes scores by DuckDB to one Parquet file. */
export function duckdbScoreWriter({ copy, directory, file }: DuckdbScoreOptions): ScoreWriter {
  return {
    async write(predictions, parameters) {
      const table = join(directory, `${file}.predictions.csv`);
      await writeFile(table, predictionsCsv(predictions));
      const source = `read_csv(${literal(table)}, header = true, delim = ',', all_varchar = true)`;
      try {
        await copy(customerHistories, parameters, {
          path: join(directory, file),
          around: (scoped) => scoresSql(scoped, predictionsRelation(source)),
        });
      } finally {
        await rm(table, { force: true });
      }
    },
  };
}

const literal = (path: string): string => `'${resolve(path).replaceAll("'", "''")}'`;

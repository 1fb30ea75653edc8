import type { Configuration } from '#lib/config/configuration.ts';
import { existingTableOf } from '#lib/pipeline/existing-tables.ts';
import type { ExistingTables } from './line/line-resources.ts';
import { type Stage, StageError } from './stages.ts';

/**
 * The tables that sources name instead of files, with where the stage says that their files lie: nothing is looked up.
 * Throws `StageError` where only one of the two is said.
 */
export function existingTables(
  { sources }: Pick<Configuration, 'sources'>,
  { tables: files }: Pick<Stage, 'tables'>,
): ExistingTables {
  const named = Object.entries(sources).flatMap(([name, { table }]) => {
    const { existing } = existingTableOf(table);
    return existing === undefined ? [] : [{ name, existing }];
  });
  const [first] = named;
  if (first !== undefined && files === null)
    throw new StageError([
      `tables: sources.${first.name} is the table ${first.existing}; say in which folders such tables have their files, with -c tables=s3://bucket/folder/`,
    ]);
  if (first === undefined && files !== null)
    throw new StageError(['tables: no source of the configuration is a table; leave it out']);
  return {
    tables: [...new Set(named.map(({ existing }) => existing))],
    folders: files?.folders ?? [],
    keyArn: files?.key ?? null,
  };
}

import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { accepts } from './rules/acceptance.ts';
import { ACCEPTED } from './rules/accepted.ts';
import { AcceptingChecks } from './rules/accepting-checks.ts';
import { findingsOf } from './rules/rules.ts';
import { statementsOf } from './rules/statements.ts';
import { SAMPLE, synthesize } from './rules/synthesized.fixture.ts';
import { StageError } from './stages.ts';

const config = join(mkdtempSync(join(tmpdir(), 'tenure-tables-')), 'tenure.yaml');
writeFileSync(
  config,
  readFileSync(SAMPLE, 'utf8').replace(
    'files: data/orders-*.csv',
    'table: awsdatacatalog.sales.orders',
  ),
);
const facts = {
  tables: 's3://sales-lake/shop/orders/, s3://sales-archive/',
  tablesKey: 'arn:aws:kms:eu-west-1:111122223333:key/1',
};
const stage = await synthesize(facts, config);
const statements = statementsOf(stage.reporting).filter(({ allows }) => allows);
const reading = statements.filter(({ resources }) =>
  resources.some((one) => /sales|key\/1$/.test(one)),
);

describe('a table of the catalogue in the place of files', () => {
  it('is read by who plans the landing and by who runs it, and by nobody else', () => {
    const roles = new Set(reading.map(({ resource }) => resource.replace(/Role\w*$/, '')));
    expect([...roles].sort()).toEqual(['Functionsplanlanding', 'Run']);
  });

  it('is given by its own name, its folders and its key', () => {
    const granted = reading
      .filter(({ resource }) => resource.startsWith('Run'))
      .flatMap(({ actions, resources }) =>
        resources.flatMap((one) => actions.map((action) => `${action} ${one.split(':').at(-1)}`)),
      )
      .filter((one) => /sales|kms/.test(one));
    expect(granted.sort()).toEqual([
      'glue:GetDatabase database/sales',
      'glue:GetDatabase table/sales/orders',
      'glue:GetPartitions database/sales',
      'glue:GetPartitions table/sales/orders',
      'glue:GetTable database/sales',
      'glue:GetTable table/sales/orders',
      'kms:Decrypt key/1',
      's3:GetBucketLocation sales-archive',
      's3:GetBucketLocation sales-lake',
      's3:GetObject sales-archive/*',
      's3:GetObject sales-lake/shop/orders/*',
      's3:ListBucket sales-archive',
      's3:ListBucket sales-lake',
    ]);
    const listed = reading.map(({ conditions }) => conditions['StringLike']?.['s3:prefix']);
    expect(new Set(listed)).toEqual(new Set([undefined, 'shop/orders/*', '*']));
  });

  it('keeps every rule, and every finding of cdk-nag is explained', () => {
    const unexplained = findingsOf(stage.reporting).filter(
      ({ rule, resource }) => !ACCEPTED.some((one) => accepts(one, { name: rule, at: resource })),
    );
    expect(unexplained).toEqual([]);
    const checked = new AcceptingChecks(stage.app, ACCEPTED).validateScope(stage.app);
    expect(checked.violations).toEqual([]);
  });
});

it('needs both: the table in the configuration, and where its files lie in the stage', async () => {
  await expect(synthesize({}, config)).rejects.toThrow(StageError);
  await expect(synthesize({}, config)).rejects.toThrow(
    'tables: sources.orders is the table sales.orders; say in which folders',
  );
  await expect(synthesize(facts)).rejects.toThrow('tables: no source of the configuration');
});

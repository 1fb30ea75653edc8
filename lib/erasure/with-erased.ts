import { emptyTableSql } from '#lib/contract/landed-schema.ts';
import { landedColumns } from '#lib/contract/tables.ts';

/** The requests that were delivered, and one without any other column for each id of a table `(id)`. */
export function withErased(
  { erasures }: Readonly<Record<string, string>>,
  ids: string,
): { readonly erasures: string } {
  const columns = landedColumns('erasures').map(({ name }) => `"${name}"`);
  const added = columns.map((column) =>
    column === '"customer_id"' ? 'listed.id as "customer_id"' : `nothing.${column}`,
  );
  return {
    erasures: `select ${columns.join(', ')} from (${erasures ?? emptyTableSql('erasures')}) as delivered
      union all
      select ${added.join(', ')} from ${ids} as listed
      left join (${emptyTableSql('erasures')}) as nothing on nothing.customer_id = listed.id`,
  };
}

import type { TableContract } from '#lib/contract/column.ts';
import { IntakeError } from '../intake-error.ts';
import { type ResolvedColumn, resolveColumns } from '../mapping/resolve-columns.ts';
import { isPlainWhenEmpty, plainForm } from '../plain/plain-forms.ts';
import type { PlainField } from '../plain/plain-rows.ts';
import type { SourceSpec } from '../source-spec.ts';

/** What plain rows look like under one header. */
export interface PlainReading {
  /** Contract columns of which every plain row has a text of its plain form, or none where that is allowed. */
  readonly columns: ReadonlySet<string>;
  readonly fields: readonly PlainField[];
}

/**
 * Null where a select reads the file, for a header that cannot be mapped (it is refused later), and where no column
 * has a plain form.
 */
export function plainReading(
  file: string,
  header: readonly string[],
  { spec, table }: { readonly spec: SourceSpec; readonly table: TableContract },
): PlainReading | null {
  if (spec.sql !== undefined) return null;
  const resolved = resolvedOrNull(file, header, { spec, table });
  if (resolved === null) return null;
  const columns = new Set<string>();
  const fields = header.map((_, position): PlainField => {
    const [only, another] = resolved.filter(
      ({ from }) => 'position' in from && from.position === position,
    );
    const form = only === undefined || another !== undefined ? null : plainForm(only.column, spec);
    if (only === undefined || form === null) return { form: null, mayBeEmpty: true };
    columns.add(only.column.name);
    return { form, mayBeEmpty: isPlainWhenEmpty(table.name, only.column) };
  });
  return columns.size === 0 ? null : { columns, fields };
}

function resolvedOrNull(
  file: string,
  header: readonly string[],
  reading: { readonly spec: SourceSpec; readonly table: TableContract },
): readonly ResolvedColumn[] | null {
  try {
    return resolveColumns(file, header, reading).columns;
  } catch (error) {
    if (error instanceof IntakeError) return null;
    throw error;
  }
}

import { createHash } from 'node:crypto';
import { declaredEncoding } from '../../bytes/declared-encoding.ts';
import { decodedBytes, nothingDelivered } from '../../bytes/decoded-bytes.ts';
import { IntakeError } from '../../intake-error.ts';
import { misshapenRefusal } from '../../reading/refuse-misshapen.ts';
import { CsvCheck } from './csv-check.ts';
import { type Noted, notedBytes } from './noted-bytes.ts';
import {
  type Keeper,
  layoutOf,
  objectName,
  positionsOf,
  type ScannedFile,
  type ScanPorts,
  type ScanRequest,
} from './scanned-file.ts';
import { writeParts } from './staged-parts.ts';

/** Checks a CSV file and stages its rows. Throws `IntakeError` for wrong bytes. */
export async function scanCsv(
  request: ScanRequest,
  { delivery, staged }: ScanPorts,
  { kind, keep }: { readonly kind: 'csv' | 'csv.gz'; readonly keep: Keeper },
): Promise<ScannedFile> {
  const { name, spec } = request;
  const delivered = { hash: createHash('sha256'), bytes: 0 };
  const headed = new Headed(keep);
  const check = new CsvCheck({ name, delimiter: spec.delimiter ?? ',', keep: headed.keep });
  const source = { name, gzip: kind === 'csv.gz', encoding: declaredEncoding(name, spec.encoding) };
  const text = decodedBytes(notedBytes(delivery.all(), delivered), source, nothingDelivered());
  const objects = await writeParts(
    staged,
    checkedRows(text, check),
    (part) => `${headed.layout}/${objectName(request.ordinal, part, 'txt')}`,
  );
  const { rows, misshapen, defects } = check.scanner;
  return {
    file: landedFile(request, { delivered, kind, rows }),
    columns: headed.columns,
    misshapen,
    staged: {
      layout: headed.layout,
      kept: positionsOf(headed.kept),
      objects,
      brokenLines: check.brokenLines,
    },
    refusal: headed.refusal ?? misshapenRefusal({ name, rows, misshapen, defects }),
  };
}

const landedFile = (
  { name }: ScanRequest,
  found: {
    readonly delivered: Noted;
    readonly kind: 'csv' | 'csv.gz';
    readonly rows: number;
  },
): ScannedFile['file'] => ({
  name,
  sha256: found.delivered.hash.digest('hex'),
  bytes: found.delivered.bytes,
  rows: found.rows,
  kind: found.kind,
});

async function* checkedRows(text: AsyncGenerator<Buffer>, check: CsvCheck): AsyncGenerator<Buffer> {
  for await (const chunk of text) yield* check.push(chunk);
  yield* check.finish();
}

/** What the header of a file says, once it was read. */
class Headed {
  columns: ScannedFile['columns'] = [];
  kept: readonly boolean[] = [];
  layout = '';
  refusal: IntakeError | null = null;
  readonly keep: (header: readonly string[]) => readonly boolean[] | null;

  constructor(keep: Keeper) {
    this.keep = (header) => {
      this.columns = header.map((name) => ({ name, type: 'VARCHAR', hiveType: 'string' }));
      const kept = keep(header);
      if (kept instanceof IntakeError) {
        this.refusal = kept;
        return null;
      }
      this.kept = kept;
      this.layout = layoutOf(
        'csv',
        this.columns.filter((_, position) => kept[position] === true),
      );
      return kept;
    };
  }
}

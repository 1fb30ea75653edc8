import { createHash } from 'node:crypto';
import { IntakeError } from '../../intake-error.ts';
import { rejectHint } from '../../landing/reject-hints.ts';
import { CsvCheck } from './csv-check.ts';
import { type DeliveredSoFar, decodedStream } from './decoded-stream.ts';
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
  const text = decodedStream(delivery.all(), source, delivered);
  const objects = await writeParts(
    staged,
    checkedRows(text, check),
    (part) => `${headed.layout}/${objectName(request.ordinal, part, 'txt')}`,
  );
  return {
    file: landedFile(request, { delivered, kind, rows: check.scanner.rows }),
    columns: headed.columns,
    misshapen: check.scanner.misshapen,
    staged: {
      layout: headed.layout,
      kept: positionsOf(headed.kept),
      objects,
      brokenLines: check.brokenLines,
    },
    refusal: headed.refusal ?? shapeRefusal(name, check),
  };
}

const landedFile = (
  { name }: ScanRequest,
  found: {
    readonly delivered: DeliveredSoFar;
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

/** More misshapen rows than this share mean a wrong format, not bad rows. */
const MAX_MISSHAPEN = 0.001;

/** Rows whose place was not kept could not be told from good ones. */
function shapeRefusal(name: string, { scanner }: CsvCheck): IntakeError | null {
  const { rows, defects, misshapen } = scanner;
  const [first] = defects;
  if (first === undefined) return null;
  if (misshapen <= rows * MAX_MISSHAPEN && misshapen === defects.length) return null;
  const hint = `${rejectHint(first.reason)} (${misshapen} of ${rows} rows)`;
  return new IntakeError(first.reason, { file: name, line: first.line }, hint);
}

function declaredEncoding(file: string, encoding: string | undefined): string | null {
  if (encoding === undefined) return null;
  try {
    const label = new TextDecoder(encoding).encoding;
    return label === 'utf-8' ? null : label;
  } catch {
    const hint = `"${encoding}" is no character set; use utf-8, windows-1252 or utf-16le`;
    throw new IntakeError('ENCODING_UNKNOWN', { file }, hint);
  }
}

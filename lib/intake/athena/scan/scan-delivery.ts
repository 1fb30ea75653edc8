import { tableContract } from '#lib/contract/tables.ts';
import { deliveredKind, HEAD_BYTES } from '../../bytes/delivered-kind.ts';
import { IntakeError } from '../../intake-error.ts';
import { resolveColumns } from '../../mapping/resolve-columns.ts';
import { refuseEmpty } from '../../reading/refuse-empty.ts';
import {
  compareManifest,
  parseManifest,
  type SupplierManifest,
} from '../../reading/supplier-manifest.ts';
import type { SourceSpec } from '../../source-spec.ts';
import { scanCsv } from './scan-csv.ts';
import { scanParquet } from './scan-parquet.ts';
import type { ScanRecord } from './scan-record.ts';
import type { Keeper, ScannedFile, ScanPorts, ScanRequest } from './scanned-file.ts';

/**
 * Checks the bytes of one delivered file while they stream by, and writes the copy that the SQL engine reads: of a CSV
 * file its mapped columns, row by row; of a Parquet file itself. Memory does not grow with the file.
 * @throws IntakeError when the file must be refused; nothing of it stays then.
 */
export async function scanDelivery(request: ScanRequest, ports: ScanPorts): Promise<ScanRecord> {
  try {
    return await scanned(request, ports);
  } catch (error) {
    await ports.staged.discard();
    throw error;
  }
}

async function scanned(request: ScanRequest, ports: ScanPorts): Promise<ScanRecord> {
  const { name, bytes, spec, ordinal } = request;
  const head = await ports.delivery.range(0, Math.min(bytes, HEAD_BYTES));
  const kind = deliveredKind(name, head, spec);
  const claim = await ports.delivery.manifest();
  const manifest = claim === null ? null : parseManifest(name, claim);
  const keep = keeper(request);
  const found =
    kind === 'parquet'
      ? await scanParquet(request, ports, keep)
      : await scanCsv(request, ports, { kind, keep });
  judge(found, spec, manifest);
  const { file, columns, misshapen, staged } = found;
  return {
    ordinal,
    file,
    columns,
    misshapen,
    staged,
    manifest: manifest && { completeUntil: completeUntil(manifest) },
  };
}

/** In the order of a load on one machine: supplier, emptiness, header and shapes. */
function judge(found: ScannedFile, spec: SourceSpec, manifest: SupplierManifest | null): void {
  const { file } = found;
  if (manifest !== null) compareManifest(spec, file, manifest);
  refuseEmpty(spec.table, file, manifest !== null);
  if (found.refusal !== null) throw found.refusal;
}

const completeUntil = ({ complete_until: time }: SupplierManifest): string | null =>
  time === undefined ? null : new Date(time).toISOString();

/** Those that the mapping reads; all of them for a select. */
const keeper =
  ({ name, spec }: ScanRequest): Keeper =>
  (header) => {
    if (spec.sql !== undefined) return header.map(() => true);
    try {
      const { columns } = resolveColumns(name, header, { spec, table: tableContract(spec.table) });
      const read = new Set(columns.map(({ from }) => ('position' in from ? from.position : -1)));
      return header.map((_, position) => read.has(position));
    } catch (error) {
      if (error instanceof IntakeError) return error;
      throw error;
    }
  };

import { type DeliveredFile, identifyFile } from '../bytes/file-kind.ts';
import { IntakeError } from '../intake-error.ts';
import type { DuckdbSession } from '../landing/duckdb-session.ts';
import type { IntakeWarning } from '../snapshot.ts';
import type { SourceSpec } from '../source-spec.ts';
import { csvRelation } from './csv-relation.ts';
import { parquetRelation } from './duckdb-parquet-relation.ts';
import type { FileRelation } from './file-relation.ts';
import { compareManifest, readManifest } from './supplier-manifest.ts';

const MAX_FILES = 10_000;

/** Checked files of one source. */
export interface ReadFiles {
  readonly files: readonly FileRelation[];
  readonly delivered: readonly DeliveredFile[];
  readonly warnings: readonly IntakeWarning[];
}

/** Checked files, by name; one that repeats another byte for byte is left out with a warning. */
export async function readFiles(
  paths: readonly string[],
  spec: SourceSpec,
  session: DuckdbSession,
): Promise<ReadFiles> {
  if (paths.length === 0) {
    throw new IntakeError('FILE_MISSING', { file: spec.table }, 'no file matches; check "files"');
  }
  if (paths.length > MAX_FILES) {
    throw new IntakeError(
      'TOO_MANY_FILES',
      { file: spec.table },
      `more than ${MAX_FILES}; join them`,
    );
  }
  const identified = await Promise.all(paths.map((path) => identifyFile(path, spec)));
  identified.sort((a, b) => (a.name < b.name ? -1 : 1));
  const files: FileRelation[] = [];
  const warnings: IntakeWarning[] = [];
  for (const file of identified) {
    const relation = await readFile(file, spec, session);
    const twin = files.find((other) => other.file.sha256 === relation.file.sha256);
    if (twin === undefined) files.push(relation);
    else {
      const message = `${file.name} is the same file as ${twin.file.name} and was not read again`;
      warnings.push({ code: 'SAME_FILE_TWICE', message });
    }
  }
  return { files, delivered: identified, warnings };
}

async function readFile(
  file: DeliveredFile,
  spec: SourceSpec,
  session: DuckdbSession,
): Promise<FileRelation> {
  const manifest = await readManifest(file);
  const checked =
    file.kind === 'parquet'
      ? await parquetRelation(file, session)
      : await csvRelation(file, spec, session.workDirectory);
  if (manifest !== null) compareManifest(spec, checked.file, manifest);
  return { ...checked, manifest };
}

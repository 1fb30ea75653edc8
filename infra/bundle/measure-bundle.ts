import { execFileSync } from 'node:child_process';
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

/** What a cold start has to load. */
export interface BundleMeasure {
  readonly codeBytes: number;
  /** With the files beside it: WebAssembly, fonts, configuration. */
  readonly totalBytes: number;
  /** Processor milliseconds of a new process that imports it and ends, without those of one that imports nothing. */
  readonly importMs: number;
}

const ROUNDS = 3;

/** Variables that handlers look for when they are imported. */
const VARIABLES = { DEPLOYMENT: 'measure', AWS_REGION: 'eu-west-1', NODE_NO_WARNINGS: '1' };

/** Measures a bundle as `bundleFunction` leaves it; of a few rounds the quickest counts. */
export function measureBundle(directory: string): BundleMeasure {
  const code = join(directory, 'index.mjs');
  const files = readdirSync(directory, { recursive: true, withFileTypes: true });
  const bytes = files
    .filter((file) => file.isFile())
    .map((file) => statSync(join(file.parentPath, file.name)).size);
  return {
    codeBytes: statSync(code).size,
    totalBytes: bytes.reduce((sum, one) => sum + one, 0),
    importMs: quickest(`await import(${JSON.stringify(pathToFileURL(code).href)});`) - quickest(''),
  };
}

const quickest = (statement: string): number =>
  Math.min(...Array.from({ length: ROUNDS }, () => processorMs(statement)));

function processorMs(statement: string): number {
  const script = `${statement} const { user, system } = process.cpuUsage(); process.stdout.write(String(user + system)); process.exit();`;
  const printed = execFileSync(process.execPath, ['--input-type=module', '-e', script], {
    encoding: 'utf8',
    env: VARIABLES,
  });
  return Number(printed) / 1000;
}

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EDGE_FUNCTIONS } from '../line/edge-functions.ts';
import { STEP_FUNCTIONS } from '../line/step-functions.ts';
import { bundleFunction } from './bundle-function.ts';
import { measureBundle } from './measure-bundle.ts';

// node --import ./lib/cli/typescript-loader.mjs infra/bundle/print-bundles.ts

const functions = [...Object.values(STEP_FUNCTIONS), ...Object.values(EDGE_FUNCTIONS)];
const into = mkdtempSync(join(tmpdir(), 'tenure-bundles-'));
const megabytes = (bytes: number): string => (bytes / 1e6).toFixed(2).padStart(8);

process.stdout.write('function          code MB  total MB  import ms\n');
for (const { name } of functions) {
  const entry = join(import.meta.dirname, '../../functions', `${name}.ts`);
  const directory = bundleFunction({ entry, into: join(into, name), files: [] });
  const { codeBytes, totalBytes, importMs } = measureBundle(directory);
  const sizes = `${megabytes(codeBytes)}  ${megabytes(totalBytes)}`;
  process.stdout.write(`${name.padEnd(16)} ${sizes}  ${importMs.toFixed(0).padStart(9)}\n`);
}
rmSync(into, { recursive: true });

import { join } from 'node:path';
import { main } from '#lib/cli/main.ts';
import type { RunPlan } from './run-request.ts';

/** `tenure run`, as anybody runs it; returns all that it said. Throws where it made no report. */
export async function ourRun({ configuration, asOf, folder, store }: RunPlan): Promise<string> {
  const said: string[] = [];
  const code = await main(
    [
      ...['node', 'tenure', 'run', '--config', configuration, '--as-of', asOf],
      ...['--out', join(folder, 'out'), '--store', store, '--send'],
    ],
    {
      out: (text) => said.push(text),
      err: (text) => said.push(text),
      live: false,
      colour: false,
    },
  );
  if (code !== 0) throw new Error(`the run ended ${code}: ${said.join('')}`);
  return said.join('');
}

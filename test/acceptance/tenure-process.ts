import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';

/** What a finished command left: exit code, stdout, stderr. */
export interface Finished {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** Starts Node in the project's folder. */
export const startNode = (args: readonly string[]): ChildProcessWithoutNullStreams =>
  spawn(process.execPath, args);

/** Runs one command to its end. */
export async function node(...args: readonly string[]): Promise<Finished> {
  const child = startNode(args);
  const [out, err]: [string[], string[]] = [[], []];
  child.stdout.setEncoding('utf8').on('data', (text: string) => out.push(text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => err.push(text));
  const code = await new Promise<number | null>((done) => child.on('close', done));
  return { code, out: out.join(''), err: err.join('') };
}

/** Runs `tenure` with these words. */
export const tenure = (...words: readonly string[]): Promise<Finished> =>
  node('lib/cli/tenure.mjs', ...words);

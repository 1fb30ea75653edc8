import { spawn } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';

/** A step that a child process said it finished; `peakMiB` is null where the system does not tell. */
export interface MeasuredStep {
  readonly name: string;
  readonly seconds: number;
  readonly peakMiB: number | null;
}

/** A finished child: its steps, the wall time from start to end, and the highest memory of all. */
export interface MeasuredChild {
  readonly steps: readonly MeasuredStep[];
  readonly seconds: number;
  readonly peakMiB: number | null;
}

/** A progress line of a finished step: name, what it did, seconds. */
const STEP_LINE = /^(\S+) .* ([\d.]+) s$/;

/**
 * Runs Node, or another program, with these arguments and reads memory at the end of each step that it reports on stderr. Throws when
 * the child ends with another code than 0.
 */
export async function measureChild(
  args: readonly string[],
  program = process.execPath,
): Promise<MeasuredChild> {
  const begin = performance.now();
  const child = spawn(program, args, { stdio: ['ignore', 'ignore', 'pipe'] });
  const steps: MeasuredStep[] = [];
  let said = '';
  let rest = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    said += text;
    const lines = (rest + text).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) {
      const [, name, seconds] = STEP_LINE.exec(line) ?? [];
      if (name !== undefined)
        steps.push({ name, seconds: Number(seconds), peakMiB: takePeak(child.pid) });
    }
  });
  const code = await new Promise<number | null>((done) => child.on('close', done));
  if (code !== 0) throw new Error(`${args.join(' ')} ended with ${code}:\n${said}`);
  const peaks = steps.flatMap(({ peakMiB }) => peakMiB ?? []);
  return {
    steps,
    seconds: (performance.now() - begin) / 1000,
    peakMiB: peaks.length === 0 ? null : Math.max(...peaks),
  };
}

/** The highest resident memory since the last call, which starts the next count. Linux only. */
function takePeak(pid: number | undefined): number | null {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    writeFileSync(`/proc/${pid}/clear_refs`, '5');
    const [, kibibytes] = /^VmHWM:\s+(\d+) kB$/m.exec(status) ?? [];
    return kibibytes === undefined ? null : Number(kibibytes) / 1024;
  } catch {
    return null;
  }
}

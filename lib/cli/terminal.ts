import type { Progress } from '#lib/pipeline/services.ts';

/** Where a command speaks: results on stdout, progress and errors on stderr. */
export interface Terminal {
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  /** Colours and lines that rewrite themselves are for people at a terminal only. */
  readonly live: boolean;
  readonly colour: boolean;
}

/** A finished step is a line of its own; a step at work rewrites one line where that is possible. */
export function progressOn({ err, live, colour }: Terminal): Progress {
  const dim = (text: string) => (colour ? `\u001b[2m${text}\u001b[22m` : text);
  return ({ step, detail, rows, seconds }) => {
    const count = rows === undefined ? '' : ` ${rows.toLocaleString('en')} rows`;
    const clear = live ? '\r\u001b[2K' : '';
    if (seconds !== undefined)
      err(`${clear}${step.padEnd(14)} ${detail}${count} ${dim(`${seconds.toFixed(1)} s`)}\n`);
    else if (live) err(`${clear}${dim(`${step.padEnd(14)} ${detail}${count}`)}`);
  };
}

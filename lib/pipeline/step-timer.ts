import type { Services } from './services.ts';

export interface StepRecord {
  readonly name: string;
  readonly seconds: number;
  readonly rows: number;
}

/** Runs the steps of the line one after the other, says each when it ends and keeps its time. */
export interface StepTimer {
  readonly steps: readonly StepRecord[];
  /** `rows` counts what the step handled, for the person who waits. */
  run<T>(
    name: string,
    step: () => Promise<T>,
    told: (result: T) => { readonly detail: string; readonly rows: number },
  ): Promise<T>;
}

export function stepTimer({ seconds, progress }: Services): StepTimer {
  const steps: StepRecord[] = [];
  return {
    steps,
    async run(name, step, told) {
      progress({ step: name, detail: '…' });
      const begin = seconds();
      const result = await step();
      const { detail, rows } = told(result);
      const record = { name, seconds: seconds() - begin, rows };
      steps.push(record);
      progress({ step: name, detail, rows, seconds: record.seconds });
      return result;
    },
  };
}

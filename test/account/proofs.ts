/** What was shown and what was not, each under a sentence of its own. */
export interface Proofs {
  /** Runs one proof; a failure is told and does not end the others. */
  show(claim: string, proof: () => Promise<void>): Promise<void>;
  readonly passed: number;
  readonly failed: number;
}

export function proofs(say: (line: string) => void): Proofs {
  let passed = 0;
  let failed = 0;
  return {
    async show(claim, proof) {
      const begin = performance.now();
      const outcome = await proof().then(
        () => null,
        (error: unknown) => error,
      );
      const seconds = ((performance.now() - begin) / 1000).toFixed(1);
      if (outcome === null) {
        passed += 1;
        say(`proved  ${claim} (${seconds} s)`);
      } else {
        failed += 1;
        const why = outcome instanceof Error ? (outcome.stack ?? outcome.message) : String(outcome);
        say(`FAILED  ${claim} (${seconds} s)\n        ${why.slice(-3000)}`);
      }
    },
    get passed() {
      return passed;
    },
    get failed() {
      return failed;
    },
  };
}

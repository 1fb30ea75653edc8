/** What every step reads of the ledger: why the run exists, and what earlier steps left. */
export const RUN = ['triggers/', 'runs/'];

export const NO_REPORT =
  "The weekly report is not made; finance keeps last week's and nobody is mailed.";

/** A few objects read and written. */
export const SHORT = { memoryMegabytes: 512, timeoutSeconds: 120, concurrency: 4 } as const;

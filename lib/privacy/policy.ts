/** The rules a report must satisfy before it may leave. Deployments set `k` and `dominancePercent`; floors are code. */
export interface DisclosurePolicy {
  /** Smallest group of customers whose figures may be shown. */
  readonly k: number;
  /** Smallest number of respondents behind a survey score. */
  readonly surveyRespondents: number;
  /** p of the p %-rule: nobody may estimate another's contribution more closely than this. */
  readonly dominancePercent: number;
  /** Seconds of the processor that one pass of the gate may take before it fails closed. */
  readonly solverSeconds: number;
}

export const STANDARD_POLICY: DisclosurePolicy = {
  k: 10,
  surveyRespondents: 30,
  dominancePercent: 15,
  solverSeconds: 30,
};

/** No configuration may go below these. */
export const POLICY_FLOOR = { k: 5, surveyRespondents: 10, dominancePercent: 10 } as const;

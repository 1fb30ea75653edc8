import type { Configuration } from '#lib/config/configuration.ts';
import { type DisclosurePolicy, STANDARD_POLICY } from '#lib/privacy/policy.ts';

/** The gate's parameters: the standard ones, with what the configuration may set. */
export const disclosurePolicy = ({ privacy }: Configuration): DisclosurePolicy => ({
  ...STANDARD_POLICY,
  k: privacy.k,
  dominancePercent: privacy.dominancePercent,
});

/** One period unit for all four: here per fiscal month. */
interface SimpleValueParts {
  /** Average purchase value, in minor units. */
  readonly apv: number;
  /** Orders per active customer and period. */
  readonly purchaseFrequency: number;
  /** Share of active customers lost in a period. */
  readonly churn: number;
  /** Contribution per net sales. */
  readonly margin: number;
}

/** APV × purchase frequency ÷ churn × margin, in minor units; null where nobody was lost, so no lifetime is known. */
export const simpleLifetimeValue = (parts: SimpleValueParts): number | null =>
  parts.churn > 0 ? ((parts.apv * parts.purchaseFrequency) / parts.churn) * parts.margin : null;

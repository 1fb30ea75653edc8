/** Σ cᵢ xⁱ by Horner's rule, coefficients lowest power first. */
export const polynomial = (coefficients: readonly number[], x: number): number =>
  coefficients.reduceRight((sum, coefficient) => sum * x + coefficient, 0);

const STEP = 0.25;
/** ln y above which e^−y has vanished. */
const TOP = 3.75;
const NEGLIGIBLE = 1e-17;

/**
 * Discounted expected residual transactions, DERT: all purchases after T, without end, in today's purchases (Fader,
 * Hardie & Lee 2005, "RFM and CLV", Journal of Marketing Research 42). `expectedPurchases` are those in
 * (T, T + horizon]. A purchase is discounted from its own moment at the continuous `rate` > 0 a unit of the horizon:
 * ln(1 + annual rate) / units a year. Relative error about 1e-13.
 *
 * By parts it is ∫ e^−y E(y/rate) dy over y > 0, whatever the model: the trapezoidal rule in ln y, where the
 * integrand decays on both sides (Trefethen & Weideman 2014, SIAM Review 56, §5).
 */
export function discountedExpectedTransactions(
  expectedPurchases: (horizon: number) => number,
  rate: number,
): number {
  let sum = 0;
  for (let log = TOP; ; log -= STEP) {
    const y = Math.exp(log);
    const term = y * Math.exp(-y) * expectedPurchases(y / rate);
    sum += term;
    if (!(term > NEGLIGIBLE * sum)) return STEP * sum;
  }
}

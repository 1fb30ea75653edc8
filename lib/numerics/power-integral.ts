/**
 * ∫ e^(power · v) dv over 0 < v < length: (e^(power · length) − 1)/power, regular at power = 0. With
 * length = ln y it is ∫ u^(power − 1) du over 1 < u < y.
 */
export const powerIntegral = (power: number, length: number): number =>
  power === 0 ? length : Math.expm1(power * length) / power;

import type { Vector } from './vector.ts';

/** A quadrature rule on (0, 1): ∫ f ≈ Σ weightᵢ f(nodeᵢ). */
export interface QuadratureRule {
  /** Ascending. */
  readonly nodes: Vector;
  readonly weights: Vector;
}

const MAX_STEPS = 10;

/**
 * Gauss–Legendre rule of `count` nodes, exact for polynomials of degree 2·count − 1. Nodes by Newton's method from
 * Tricomi's estimate of the roots of the Legendre polynomial (Abramowitz & Stegun 25.4.30, 22.16.6).
 */
export function gaussLegendre(count: number): QuadratureRule {
  const points = Array.from({ length: count }, (_, i) => rootOf(count, count - 1 - i));
  return {
    nodes: points.map(({ root }) => (1 + root) / 2),
    weights: points.map(({ root, slope }) => 1 / ((1 - root * root) * slope * slope)),
  };
}

/** Root number `index` of the polynomial of this degree, from the largest, and its slope there. */
function rootOf(degree: number, index: number): { root: number; slope: number } {
  let root = Math.cos((Math.PI * (index + 0.75)) / (degree + 0.5));
  let slope = 1;
  for (let step = 0; step < MAX_STEPS; step += 1) {
    const at = legendre(degree, root);
    slope = at.slope;
    root -= at.value / slope;
  }
  return { root, slope };
}

function legendre(degree: number, x: number): { value: number; slope: number } {
  let value = 1;
  let before = 0;
  for (let n = 0; n < degree; n += 1) {
    const next = ((2 * n + 1) * x * value - n * before) / (n + 1);
    before = value;
    value = next;
  }
  return { value, slope: (degree * (x * value - before)) / (x * x - 1) };
}

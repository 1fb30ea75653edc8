import { expect, it } from 'vitest';
import { gaussLegendre } from './gauss-legendre.ts';

const integrate = (count: number, f: (x: number) => number) => {
  const { nodes, weights } = gaussLegendre(count);
  return nodes.reduce((sum, node, i) => sum + (weights[i] ?? 0) * f(node), 0);
};

// Abramowitz & Stegun, table 25.4, moved from (−1, 1) to (0, 1).
it('has the tabled nodes and weights of five points', () => {
  const { nodes, weights } = gaussLegendre(5);
  const tabled = [0, 0.538469310105683, 0.906179845938664];
  for (const [i, node] of tabled.entries()) {
    expect(nodes[2 + i]).toBeCloseTo((1 + node) / 2, 14);
    expect(nodes[2 - i]).toBeCloseTo((1 - node) / 2, 14);
  }
  const halves = [0.568888888888889, 0.478628670499366, 0.236926885056189];
  for (const [i, weight] of halves.entries()) {
    expect(weights[2 + i]).toBeCloseTo(weight / 2, 14);
  }
});

it.each([1, 2, 7, 24, 64])('integrates polynomials exactly with %d nodes', (count) => {
  for (let power = 0; power < 2 * count; power += 1) {
    expect(integrate(count, (x) => x ** power)).toBeCloseTo(1 / (power + 1), 13);
  }
});

it('integrates 1/(1 + x) to ln 2', () => {
  expect(integrate(16, (x) => 1 / (1 + x))).toBeCloseTo(Math.LN2, 15);
});

/** Repeat purchases, the time of the last and the time since the first, in weeks. */
export interface PlainTimes {
  readonly x: number;
  readonly tx: number;
  readonly T: number;
}

/** Parameters as `models.json` has them. */
export type Parameters = Readonly<Record<string, number>>;

const read = (parameters: Parameters, name: string): number => {
  const value = parameters[name];
  if (value === undefined) throw new Error(`no parameter ${name}`);
  return value;
};

/** ₂F₁(a, b; c; z) = Σ (a)ₙ (b)ₙ / (c)ₙ zⁿ / n!, term by term. */
function gauss([a, b, c]: readonly [number, number, number], z: number): number {
  let term = 1;
  let sum = 1;
  for (let n = 0; n < 100_000 && term > sum * 1e-17; n += 1) {
    term *= (((a + n) * (b + n)) / (c + n)) * (z / (n + 1));
    sum += term;
  }
  return sum;
}

/** What a model says of a customer: P(alive), and expected purchases in the next `t` weeks of one who is. */
interface PlainLaw {
  readonly alive: number;
  readonly ifAlive: (t: number) => number;
}
type LawOf = (parameters: Parameters, history: PlainTimes) => PlainLaw;

/** Fader, Hardie & Lee (2005), eq. 10. */
const bgNbd: LawOf = (parameters, { x, tx, T }) => {
  const [r, alpha] = [read(parameters, 'r'), read(parameters, 'alpha')];
  const [a, b] = [read(parameters, 'a'), read(parameters, 'b')];
  const left = x === 0 ? 0 : (a / (b + x - 1)) * ((alpha + T) / (alpha + tx)) ** (r + x);
  return {
    alive: 1 / (1 + left),
    ifAlive(t) {
      const series = gauss([r + x, b + x, a + b + x - 1], t / (alpha + T + t));
      const shrunk = ((alpha + T) / (alpha + T + t)) ** (r + x) * series;
      return ((a + b + x - 1) / (a - 1)) * (1 - shrunk);
    },
  };
};

/** Batislam, Denizel & Filiztekin (2007), eq. 9: one may leave after the first purchase too. */
const mbgNbd: LawOf = (parameters, { x, tx, T }) => {
  const [r, alpha] = [read(parameters, 'r'), read(parameters, 'alpha')];
  const [a, b] = [read(parameters, 'a'), read(parameters, 'b')];
  const left = (a / (b + x)) * ((alpha + T) / (alpha + tx)) ** (r + x);
  return {
    alive: 1 / (1 + left),
    ifAlive(t) {
      const series = gauss([r + x, b + x + 1, a + b + x], t / (alpha + T + t));
      const shrunk = ((alpha + T) / (alpha + T + t)) ** (r + x) * series;
      return ((a + b + x) / (a - 1)) * (1 - shrunk);
    },
  };
};

/**
 * Schmittlein, Morrison & Colombo (1987): mean purchases if alive, and P(alive) with its integral over the times of
 * leaving by Simpson's rule in v = ln(min(α, β) + u), where the integrand falls at most as e^(−(r + x + s) v).
 */
const paretoNbd: LawOf = (parameters, { x, tx, T }) => {
  const [r, alpha] = [read(parameters, 'r'), read(parameters, 'alpha')];
  const [s, beta] = [read(parameters, 's'), read(parameters, 'beta')];
  const least = Math.min(alpha, beta);
  const leaving = (v: number) => {
    const u = Math.exp(v) - least;
    const still = ((alpha + T) / (alpha + u)) ** (r + x) * ((beta + T) / (beta + u)) ** s;
    return (s / (beta + u)) * still * (least + u);
  };
  const [from, to] = [Math.log(least + tx), Math.log(least + T)];
  const steps = 2 * Math.ceil(1 + 100 * (r + x + s) * (to - from));
  const rate = ((r + x) * (beta + T)) / ((alpha + T) * (s - 1));
  return {
    alive: 1 / (1 + simpson(leaving, [from, to], steps)),
    ifAlive: (t) => rate * (1 - ((beta + T) / (beta + T + t)) ** (s - 1)),
  };
};

function simpson(f: (v: number) => number, [from, to]: [number, number], steps: number): number {
  const step = (to - from) / steps;
  let sum = f(from) - f(to);
  for (let i = 0; i < steps; i += 2)
    sum += 4 * f(from + (i + 1) * step) + 2 * f(from + (i + 2) * step);
  return (sum * step) / 3;
}

/** The laws by the names of `models.json`. */
export const LAWS: Readonly<Record<string, LawOf>> = {
  'bg-nbd': bgNbd,
  'mbg-nbd': mbgNbd,
  'pareto-nbd': paretoNbd,
};

/** Expected value of a purchase: Fader & Hardie (2013), eq. 5. */
export function expectedValue(
  parameters: Parameters,
  { x, mean }: { readonly x: number; readonly mean: number },
): number {
  const [p, q, gamma] = [read(parameters, 'p'), read(parameters, 'q'), read(parameters, 'gamma')];
  return (p * (gamma + x * mean)) / (p * x + q - 1);
}

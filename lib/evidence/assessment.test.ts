import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

/** Threats of the release standard; further rows are risks that it has no number for. */
const THREATS = 23;
const LEVELS = ['low', 'medium', 'high'];

const risks = readFileSync('infra/dpia.md', 'utf8')
  .split('\n')
  .filter((line) => /^\| \d+ \|/.test(line))
  .map((line) => {
    const [
      number,
      risk = '',
      likelihood = '',
      severity = '',
      control = '',
      test = '',
      residual = '',
    ] = line.slice(2, -2).split(' | ');
    return { number: Number(number), risk, likelihood, severity, control, test, residual };
  });

describe('the impact assessment', () => {
  it('has a row for every threat, in order', () => {
    expect(risks.map(({ number }) => number)).toEqual(risks.map((_, i) => i + 1));
    expect(risks.length).toBeGreaterThanOrEqual(THREATS);
  });

  it.each(risks)('$number: weighs the risk and names a control', (risk) => {
    expect(LEVELS).toContain(risk.likelihood);
    expect(LEVELS).toContain(risk.severity);
    expect(LEVELS).toContain(risk.residual);
    expect(risk.control.length).toBeGreaterThan(10);
  });

  it.each(risks)('$number: names a test that exists, or is high', ({ test, residual }) => {
    if (test === '–') {
      expect(residual).toBe('high');
      return;
    }
    const [file = '', title = ''] = test.split(' › ');
    expect(existsSync(file), file).toBe(true);
    expect(title.length).toBeGreaterThan(5);
    expect(readFileSync(file, 'utf8').replaceAll(/\s+/g, ' '), title).toContain(title);
  });
});

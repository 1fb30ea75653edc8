import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { type Log, logTo } from './log.ts';

function recorded(speak: (log: Log) => void): unknown[] {
  const lines: string[] = [];
  const clock = () => new Date('2026-11-24T07:00:00Z');
  speak(logTo({ write: (line) => lines.push(line), clock, deployment: 'tenure-main' }));
  expect(lines.every((line) => !line.includes('\n'))).toBe(true);
  return lines.map((line) => JSON.parse(line));
}

it('writes one line an event, with the fields that it knows', () => {
  expect(recorded((log) => log.info('snapshot-settled', { run: 'abc', rows: 12 }))).toEqual([
    { level: 'INFO', event: 'snapshot-settled', run: 'abc', rows: 12 },
  ]);
});

it('tells the class of an error and never its message', () => {
  const error = new RangeError('row of jane@example.com: 12.345,67');
  expect(recorded((log) => log.error('step-failed', error, { step: 'measure' }))).toEqual([
    { level: 'ERROR', event: 'step-failed', step: 'measure', error: 'RangeError' },
  ]);
});

it('drops fields that it does not know, whoever sets them', () => {
  const fields: object = { run: 'abc', email: 'jane@example.com', customer_id: '17' };
  expect(recorded((log) => log.info('x', fields))).toEqual([
    { level: 'INFO', event: 'x', run: 'abc' },
  ]);
});

const canary = fc.oneof(
  fc.emailAddress(),
  fc.tuple(fc.string({ minLength: 1 }), fc.string({ minLength: 1 })).map((two) => two.join(' ')),
  fc.constantFrom('jane@example.com', '+353 1 234 5678', 'Zoë', 'a\nb', ''),
);

it('withholds every value that a person could have written', async () => {
  await fc.assert(
    fc.asyncProperty(canary, async (text) => {
      const [line] = recorded((log) => log.info('x', { run: text, code: text }));
      expect(line).toEqual({ level: 'INFO', event: 'x', run: '[withheld]', code: '[withheld]' });
    }),
  );
});

it('gives a metric in the embedded format of CloudWatch', () => {
  expect(recorded((log) => log.reportMetric('HoursSinceSuccess', 'weekly', 3))).toEqual([
    {
      _aws: {
        Timestamp: 1_795_503_600_000,
        CloudWatchMetrics: [
          {
            Namespace: 'Tenure/tenure-main',
            Dimensions: [['Report']],
            Metrics: [{ Name: 'HoursSinceSuccess', Unit: 'Count' }],
          },
        ],
      },
      Report: 'weekly',
      HoursSinceSuccess: 3,
    },
  ]);
  expect(recorded((log) => log.metric('DuplicateMails', 1))[0]).toMatchObject({
    _aws: { CloudWatchMetrics: [{ Dimensions: [[]] }] },
    DuplicateMails: 1,
  });
});

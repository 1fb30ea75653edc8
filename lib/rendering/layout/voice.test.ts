import { expect, it } from 'vitest';
import type { ReleasedFigure } from '#lib/privacy/figure.ts';
import { voiceFigures } from '../../../test/gallery/fixture-voice.ts';
import { contextOf } from './gallery-layout.fixture.ts';
import { voiceSection } from './voice.ts';

const laidOut = (figures: readonly ReleasedFigure[]) =>
  voiceSection(contextOf(figures))?.blocks ?? [];

const texts = (figures: readonly ReleasedFigure[]) =>
  laidOut(figures).map((block) => {
    if (block.kind === 'sentence') return block.text;
    if (block.kind !== 'table') return block.kind;
    return [
      block.caption,
      ...block.rows.map((row) => [row.label, ...row.cells.map(({ text }) => text)].join(' | ')),
    ];
  });

it('shows scores with interval, number and changes, then themes, worst first', () => {
  expect(texts(voiceFigures())).toEqual([
    [
      'Surveys, Oct 2026',
      'after-order: NPS | 34.7 | 28.9–40.2 | 640 | +2.6 | −1.3',
      'after-order: CSAT | 85.9% | 82.7%–88.7% | 512 | −0.7 pp | +0.8 pp',
      'after-order: CES, of 7 | 5.41 |  | 498 | 0.0 | +0.1',
      'after-order: response | 11.0% | 10.2%–11.8% | 5,818 | +0.2 pp | −1.1 pp',
      'relationship: benefits | 66.2 |  | 214 | −0.8 | +1.4',
      'relationship: net benefits | 34.8 |  | 214 | −0.3 | +0.9',
    ],
    'NPS, after-order: within noise against Sep 2026, +2.6 (95% −5.5 to +10.7).',
    [
      'Perceived value, points of 100 by dimension',
      'relationship: benefits | 69.2 | 65.2 | 64.7 | 65.7',
      'relationship: costs | 34.8 | · | · | 28.0',
    ],
    [
      'Surveys by segment, Oct 2026',
      'after-order: group Loyal | 41.2 | · | ·',
      'after-order: group Occasional | 22.8 | · | ·',
      'after-order: group New, organic | n/a (withheld) | · | ·',
    ],
    'Emerging, after-order: checkout error: 12.0% of comments, 0.0% in the 8 months before.',
    [
      'Themes of comments, Oct 2026; worst for NPS first (association, not cause)',
      'after-order: delivery delay | 18.0% | 17.0% | −11.3',
      'after-order: checkout error | 12.0% | 0.0% | −4.2',
      'after-order: taste | 34.0% | 35.0% | 6.1',
      '2 withheld | – | – | –',
    ],
  ]);
});

it('says which way NPS went where its interval leaves out 0', () => {
  const real = voiceFigures().map((figure) =>
    figure.metric === 'nps-change' ? { ...figure, value: -9, lower: -15.3, upper: -2.7 } : figure,
  );
  expect(texts(real)).toContain(
    'NPS, after-order: fell against Sep 2026, −9.0 (95% −15.3 to −2.7).',
  );
});

it('writes a withheld score as such, and nothing without surveys', () => {
  const withheld = voiceFigures().map((figure) =>
    figure.metric === 'csat'
      ? {
          ...figure,
          value: null,
          reason: 'withheld' as const,
          lower: null,
          upper: null,
          customers: null,
        }
      : figure,
  );
  expect(texts(withheld)[0]).toContain('after-order: CSAT | n/a (withheld) |  |  | n/a | n/a');
  expect(laidOut([])).toEqual([]);
});

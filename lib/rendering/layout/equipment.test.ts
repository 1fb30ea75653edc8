import { expect, it } from 'vitest';
import type { ReleasedFigure } from '#lib/privacy/figure.ts';
import { equipmentFigures } from '../../../test/gallery/fixture-equipment.ts';
import { equipmentBlocks } from './equipment.ts';
import { contextOf } from './gallery-layout.fixture.ts';

const laidOut = (figures: readonly ReleasedFigure[]) => equipmentBlocks(contextOf(figures));

it('says what customers hold, which families they hold beside others, and the largest lifts', () => {
  const [facts, table, note] = laidOut(equipmentFigures());
  expect(facts).toMatchObject({
    facts: [
      {
        text: '1.74 held per active customer, close of Oct 2026 (+0.6% vs Sep 2026, +3.0% vs last year).',
      },
      {
        text: '41.2% of active customers hold two or more, close of Oct 2026 (+0.3 pp vs Sep 2026, +1.4 pp vs last year).',
      },
    ],
  });
  const rows = table?.kind === 'table' ? table.rows : [];
  expect(rows.map(({ label, cells }) => [label, ...cells.map(({ text }) => text)])).toEqual([
    ['drinks', '52.0%', '·', '43.4%', '25.4%'],
    ['food', '34.0%', '66.4%', '·', '27.4%'],
    ['home', '22.0%', '60.0%', '42.4%', '·'],
  ]);
  expect(note).toMatchObject({
    text: 'Held together oftener than by chance (lift): drinks with food 1.3x, food with home 1.2x, drinks with home 1.2x. An association.',
  });
});

it('says nothing without products, and of withheld figures that they are', () => {
  expect(laidOut([])).toEqual([null, null, null]);
  const withheld = equipmentFigures().map((figure) => ({
    ...figure,
    value: null,
    reason: 'withheld' as const,
  }));
  const [facts, , note] = laidOut(withheld);
  expect(JSON.stringify(facts)).toContain('n/a (withheld) held per active customer');
  expect(note).toBeNull();
});

import { describe, expect, it } from 'vitest';
import type { ReleasedFigure } from '#lib/privacy/figure.ts';
import { bridgeFigures } from '../../../test/gallery/fixture-bridge.ts';
import { weekFigures } from '../../../test/gallery/fixture-week.ts';
import type { Table } from '../document.ts';
import { contextOf } from './gallery-layout.fixture.ts';
import { movementSection } from './movement.ts';

/** The section as text: sentences and notes, and of each table its caption and rows. */
function laidOut(figures: readonly ReleasedFigure[]) {
  const blocks = movementSection(contextOf(figures))?.blocks ?? [];
  return {
    texts: blocks.flatMap((block) => ('text' in block ? [block.text] : [])),
    tables: blocks.filter((block): block is Table => block.kind === 'table'),
    facts: blocks.flatMap((block) =>
      block.kind === 'facts' ? block.facts.map(({ text }) => text) : [],
    ),
  };
}

const changed = (
  figures: readonly ReleasedFigure[],
  change: (figure: ReleasedFigure) => Partial<ReleasedFigure>,
) => figures.map((figure) => ({ ...figure, ...change(figure) }));

const all = [...weekFigures(), ...bridgeFigures()];

const LABELS = [
  'Opening, W46',
  'New customers',
  'Reactivated',
  'Returning',
  'Up',
  'Down',
  'Absent',
  'FX',
  'Refunds, change',
  'Closing, W47',
];

describe('the bridge by customer', () => {
  it('says what became of customers, from the opening to the closing, and adds up as printed', () => {
    const { tables, texts, facts } = laidOut(all);
    const [bridge] = tables;
    expect(bridge?.caption).toBe('Net revenue, change by customer');
    expect(bridge?.rows.map(({ label }) => label)).toEqual(LABELS);
    const values = bridge?.rows.map(({ cells }) => cells[0]?.value ?? Number.NaN) ?? [];
    const parts = values.slice(0, -1).reduce((sum, value) => sum + value, 0);
    expect(parts).toBe(values.at(-1));
    expect(facts).toEqual([
      'customers ordering +27,400, orders per customer −13,100, net revenue per order +19,000; together +33,300 (Shapley).',
      'contribution −0.6 pp; by group: rate −0.9 pp, mix +0.3 pp.',
    ]);
    expect(texts[0]).toBe(
      'Net revenue rose 2.8% to EUR 1,204,310. Largest plus: returning customers (+742,500). Largest minus: absent customers (−912,000).',
    );
  });

  it('has guests among the new and the absent where they are too few to be shown', () => {
    const hidden = ['part=new', 'part=absent', 'part=guests'];
    const withheld = changed(all, ({ metric, options }) =>
      metric === 'revenue-bridge' && hidden.includes(options)
        ? { value: null, reason: 'withheld' }
        : {},
    );
    const among = bridgeFigures().flatMap((figure) => {
      const options = `${figure.options}-or-guest`;
      return ['part=new', 'part=absent'].includes(figure.options) ? [{ ...figure, options }] : [];
    });
    const labels = laidOut([...withheld, ...among]).tables[0]?.rows.map(({ label }) => label);
    expect(labels).toContain('New, and guests');
    expect(labels).toContain('Absent, and guests before');
    expect(labels).not.toContain('New customers');
  });
});

describe('instead of the bridge', () => {
  it('stands that of the ladder where a part is withheld or late rows keep it from closing', () => {
    const withheld = changed(all, ({ options }) =>
      options === 'part=up' ? { value: null, reason: 'withheld' } : {},
    );
    const late = changed(all, ({ options, value }) =>
      options === 'part=up' ? { value: (value ?? 0) + 1 } : {},
    );
    for (const figures of [withheld, late, weekFigures()]) {
      const { tables, texts } = laidOut(figures);
      expect(tables[0]?.caption).toBe('Net revenue, change by line');
      expect(texts[0]).toContain('Largest plus: gross sales (+39,580).');
    }
  });
});

describe('the drivers', () => {
  it('have what guests changed as a line of its own', () => {
    const fewer = changed(all, ({ options, value }) =>
      options === 'of=customers; part=value' ? { value: (value ?? 0) - 100_000 } : {},
    );
    expect(laidOut(fewer).facts[0]).toContain('guests +1,000; together +33,300 (Shapley).');
  });

  it('are of all orders where those of customers are withheld, and missing without any', () => {
    const orders = [
      ...changed(all, ({ metric }) => (metric === 'shapley' ? { metric: 'none' } : {})),
      ...changed(
        bridgeFigures().filter(({ metric }) => metric === 'shapley'),
        (figure) => ({
          options: figure.options
            .replace('of=customers; part=customers', 'of=orders; part=orders')
            .replace('of=customers; part=value', 'of=orders; part=value'),
        }),
      ),
    ];
    expect(laidOut(orders).facts[0]).toMatch(/^orders \+27,400, net revenue per order \+19,000, /);
    expect(laidOut(weekFigures()).facts).toEqual([]);
    expect(laidOut(weekFigures()).tables.map(({ caption }) => caption)).toEqual([
      'Net revenue, change by line',
      'Buying in the week',
    ]);
  });
});

import type { Figure } from '#lib/privacy/figure.ts';
import { rowFigure } from '../facts/deliveries/delivered-days.ts';
import { ratio } from '../figures.ts';
import type { MeasureContext } from '../metric.ts';

/** Rows of each table that intake set aside, over those delivered as the report tells them. */
export const quarantineShare = (context: MeasureContext): readonly Figure[] =>
  context.intake
    .filter(({ delivered }) => delivered > 0)
    .map(({ table, delivered, quarantined }) =>
      rowFigure(
        { metric: 'quarantine-share', table },
        { unit: 'share', value: ratio(quarantined, delivered) },
        context,
      ),
    );

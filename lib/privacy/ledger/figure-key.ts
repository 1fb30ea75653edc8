import { cellKey } from '../cell.ts';
import type { FigureName } from '../figure.ts';

/** Identity of a figure across reports and releases: one name has one value. */
export const figureKey = ({ metric, options, period, scope }: FigureName): string =>
  `${cellKey(metric, period, scope)} ${options}`;

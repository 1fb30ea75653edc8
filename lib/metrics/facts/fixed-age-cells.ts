import type { Cell, Equation } from '#lib/privacy/cell.ts';
import { monthLabel } from '#lib/units/calendar.ts';
import type { MeasureContext } from '../metric.ts';
import type { Audience, CellRow } from './cell-row.ts';
import { audienceEquations, type CellRules, cellOfRow } from './cells-of-rows.ts';
import type { CellsAndEquations } from './cohort-cells.ts';
import { isRipeAtDay, shownCohorts } from './cohort-windows.ts';
import { FIXED_AGES, hasOwnChannels } from './fixed-age.ts';

import type { ReleasedFigure, Scope } from '#lib/privacy/figure.ts';
import type { Block, Row, Table } from '../document.ts';
import { words } from '../format.ts';
import { periodText } from '../period-text.ts';
import { type LayoutContext, table } from './context.ts';

/** A theme of a survey in the reported month. */
interface Theme {
  readonly name: string;
  readonly share: ReleasedFigure;
  readonly earlier: ReleasedFigure | null;
  readonly impact: ReleasedFigure | null;
  readonly isEmerging: boolean;
}

/** What comments are about, the dearest for NPS first, and what is new; themes of a few are counted, those of none left out. */
export function themeBlocks(context: LayoutContext): (Block | null)[] {
  const all = themesOf(context);
  const shown = all
    .filter(({ share }) => share.value !== null && share.value > 0)
    .toSorted((a, b) => rank(a) - rank(b) || (a.name < b.name ? -1 : 1));
  return [
    ...shown
      .filter(({ isEmerging }) => isEmerging)
      .map((theme) => emergingSentence(theme, context)),
    themeTable(shown, all.filter(({ share }) => share.value === null).length, context),
  ];
}

const rank = ({ impact }: Theme): number => impact?.value ?? Number.POSITIVE_INFINITY;

function themesOf({ figures, head }: LayoutContext): Theme[] {
  const find = (metric: string, options: string, scope: Scope) =>
    figures.find(metric, options, { period: head.month, scope });
  return figures
    .all('theme-share')
    .filter(({ period }) => period === head.month)
    .map((share) => ({
      name: `${share.scope['survey']}: ${share.scope['theme']}`,
      share,
      earlier: find('theme-trend', 'part=earlier-share', share.scope),
      impact: find('theme-impact', '', share.scope),
      isEmerging: find('theme-trend', 'part=emerging', share.scope)?.value === 1,
    }));
}

const emergingSentence = ({ name, share, earlier }: Theme, { format }: LayoutContext): Block => ({
  kind: 'sentence',
  text: `Emerging, ${name}: ${format.figure(share).text} of comments, ${format.figure(earlier).text} in the 8 months before.`,
});

function themeTable(
  shown: readonly Theme[],
  withheld: number,
  { format, head }: LayoutContext,
): Table | null {
  const rows = shown.map(
    ({ name, share, earlier, impact }): Row => ({
      label: name,
      cells: [
        format.figure(share),
        format.figure(earlier),
        impact === null ? words('·') : format.figure(impact),
      ],
      emphasis: 'normal',
    }),
  );
  const few: Row = {
    label: `${withheld} withheld`,
    cells: [words('–'), words('–'), words('–')],
    emphasis: 'normal',
  };
  return table(
    `Themes of comments, ${periodText(head.month)}; worst for NPS first (association, not cause)`,
    ['Survey: theme', 'Share', '8 months before', 'NPS impact'],
    withheld === 0 ? rows : [...rows, few],
  );
}

/** What a figure is called, as one text. */
export const keyOfFigure = (figure: {
  readonly metric: string;
  readonly options: string;
  readonly period: string;
  readonly scope: Readonly<Record<string, string>>;
}): string =>
  JSON.stringify([
    figure.metric,
    figure.options,
    figure.period,
    Object.entries(figure.scope).sort(),
  ]);

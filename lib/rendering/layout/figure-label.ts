/** Names that are written in capitals wherever they stand. */
const CAPITALS =
  /\b(?:apv|asp|arpa|cac|ces|clv|cm1|cm2|csat|dso|grr|mrr|nps|nrr|rfm|roas|roi|srm)\b/g;

/** A metric with its options as a line is called: `money-ladder line=net-revenue` is `Net revenue`. */
export function figureLabel(of: string): string {
  const [metric = '', ...options] = of.split(' ');
  const text = options.join(' ');
  const line = /^line=([a-z0-9-]+)$/.exec(text)?.[1];
  const named = line ?? metric;
  const words = named
    .replaceAll('-', ' ')
    .replace(CAPITALS, (word) => word.toUpperCase())
    .replace(/^CLV CAC$/, 'CLV:CAC');
  const name = `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
  const detail = line === undefined ? text.replaceAll(/[a-z-]+=/g, '') : '';
  return detail === '' ? name : `${name}, ${detail}`;
}

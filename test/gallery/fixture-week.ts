import type { ReleasedFigure, Scope, Unit } from '#lib/privacy/figure.ts';
import { released } from './fixture-figure.ts';

const WEEKS = ['2026-W47', '2026-W46', '2025-W47'] as const;

/** The reported week, the week before, and a year ago. */
const FLOWS: readonly (readonly [string, string, Unit, readonly [number, number, number]])[] = [
  ['money-ladder', 'line=gross-sales', 'money', [1_402_880, 1_363_300, 1_293_000]],
  ['money-ladder', 'line=discounts', 'money', [148_260, 145_900, 138_900]],
  ['money-ladder', 'line=discounted-sales', 'money', [1_254_620, 1_217_400, 1_154_100]],
  ['money-ladder', 'line=refunds', 'money', [96_410, 91_010, 87_110]],
  ['money-ladder', 'line=net-sales', 'money', [1_158_210, 1_126_390, 1_066_990]],
  ['money-ladder', 'line=shipping', 'money', [46_100, 44_620, 44_000]],
  ['money-ladder', 'line=net-revenue', 'money', [1_204_310, 1_171_010, 1_110_990]],
  ['money-ladder', 'line=cogs', 'money', [612_840, 590_310, 556_990]],
  ['money-ladder', 'line=cm1', 'money', [591_470, 580_700, 554_000]],
  ['money-ladder', 'line=fulfilment', 'money', [169_570, 163_000, 153_000]],
  ['money-ladder', 'line=contribution', 'money', [421_900, 417_700, 401_000]],
  ['active-customers', 'window=week', 'count', [11_502, 11_238, 10_760]],
  ['active-customers', 'window=28 d', 'count', [38_214, 37_986, 36_744]],
  ['new-customers', '', 'count', [1_612, 1_574, 1_530]],
  ['returning-share', '', 'share', [0.8598, 0.8599, 0.8578]],
  ['apv', '', 'money', [79.97, 78.71, 77.9]],
  ['purchase-frequency', '', 'ratio', [1.259, 1.274, 1.273]],
  ['customer-value', '', 'money', [100.7, 100.23, 99.17]],
  ['refund-rate', 'view=ledger', 'share', [0.0768, 0.0748, 0.0755]],
  ['refund-rate', 'view=order', 'share', [0.0214, 0.0498, 0.0731]],
  ['cac-loaded', 'part=spend', 'money', [77_698, 71_353, 66_440]],
  ['cac-loaded', 'part=media-spend', 'money', [58_539, 54_020, 51_100]],
  ['cac-paid', '', 'money', [57, 54.1, 52.6]],
  ['cac-blended', '', 'money', [36.31, 34.32, 33.4]],
  ['cac-loaded', '', 'money', [48.2, 45.33, 43.42]],
  ['roas', 'attribution=last', 'ratio', [1.7, 1.8, 1.8]],
];

/** Ordering customers, net revenue, contribution; null is withheld. */
const SEGMENTS: readonly (readonly [Scope, readonly [number, number, number] | null])[] = [
  [{}, [11_502, 1_204_310, 421_900]],
  [{ group: 'Promising' }, [3_120, 262_400, 89_216]],
  [{ group: 'Loyal' }, [2_011, 402_100, 164_861]],
  [{ group: 'B2B accounts' }, [148, 233_700, 86_469]],
  [{ group: 'Occasional' }, [4_496, 148_900, 47_648]],
  [{ group: 'New, organic' }, [585, 54_610, 16_930]],
  [{ group: 'New, paid' }, [1_027, 93_600, 14_040]],
  [{ group: 'Staff' }, null],
  [{ group: 'Wholesale' }, null],
  [{ country: 'FR' }, [4_120, 431_260, 151_300]],
  [{ country: 'DE' }, [3_905, 417_540, 149_820]],
  [{ country: 'ES' }, [1_984, 191_300, 63_420]],
  [{ country: 'IE' }, [1_493, 164_210, 57_360]],
];

const CHANNELS: readonly (readonly [string, number, number, number | null])[] = [
  ['Paid search', 31_210, 24_115, 2.1],
  ['Paid social', 40_688, 30_824, 1.4],
  ['Referral', 5_800, 3_600, null],
];

export const weekFigures = (): ReleasedFigure[] => [
  ...FLOWS.flatMap(([metric, options, unit, values]) =>
    values.map((value, i) =>
      released({ metric, options, unit, period: WEEKS[i] ?? '' }, value, { customers: 11_502 }),
    ),
  ),
  released(
    {
      metric: 'money-ladder',
      options: 'line=net-sales',
      unit: 'money',
      period: '2026-W47',
      scope: { buyer: 'guest' },
    },
    0,
    { value: null, reason: 'withheld', customers: null },
  ),
  ...SEGMENTS.flatMap(([scope, values]) => segmentFigures(scope, values)),
  ...CHANNELS.flatMap(channelFigures),
];

function segmentFigures(
  scope: Scope,
  values: readonly [number, number, number] | null,
): ReleasedFigure[] {
  const [customers, sales, contribution] = values ?? [0, 0, 0];
  const lines: readonly (readonly [string, Unit, number])[] = [
    ['ordering-customers', 'count', customers],
    ['net-revenue', 'money', sales],
    ['contribution', 'money', contribution],
    ['contribution-share', 'share', contribution / sales],
    ['contribution-per-customer', 'money', contribution / customers],
  ];
  return lines.map(([line, unit, value]) => {
    const name = { metric: 'segment-profit', options: `line=${line}`, period: '2026-W47' };
    return values === null
      ? released({ ...name, unit, scope }, null, { reason: 'withheld', customers: null })
      : released({ ...name, unit, scope }, value, { customers });
  });
}

const channelFigures = ([channel, spend, media, roas]: (typeof CHANNELS)[number]) => {
  const at = { period: '2026-W47', scope: { channel } };
  const cost = { metric: 'cac-loaded', unit: 'money', ...at } as const;
  return [
    released({ ...cost, options: 'part=spend' }, spend, { customers: 0 }),
    released({ ...cost, options: 'part=media-spend' }, media, { customers: 0 }),
    released(
      { metric: 'roas', options: 'attribution=last', unit: 'ratio', ...at },
      roas,
      roas === null ? { reason: 'withheld', customers: null } : {},
    ),
  ];
};

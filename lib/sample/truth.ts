import { EXPERIMENTS, type Experiment, JOURNEY, LOYALTY } from './campaigns.ts';
import {
  ACQUISITION_GROWTH,
  CHATS,
  type Channel,
  CLUB,
  COST_INFLATION,
  COUNTRIES,
  type Country,
  MONEY,
  ORDERS,
  REFUNDS,
  SEASON,
  SUBSCRIPTIONS,
  SURVEYS,
} from './parameters.ts';
import type { ShopCalendar } from './shop-calendar.ts';
import { TRUE_NPS } from './survey-items.ts';

/** What went wrong on purpose; null or 0 where nothing did. */
interface PlantedTroubles {
  /** Id of the order that stands twice, word for word. */
  readonly duplicateOrderId: string | null;
  /** Day with orders in GBP and no rate for GBP. */
  readonly missingRateDate: string | null;
  /** Days before `asOf` that the marketing spend lacks. */
  readonly missingSpendDays: number;
}

/** What the files were drawn from: the answers that a model or a metric should recover from them. */
export interface SampleTruth {
  readonly customers: number;
  readonly seed: string;
  /** First day, and the exclusive end, in `timeZone`. */
  readonly from: string;
  readonly asOf: string;
  readonly timeZone: 'Europe/Dublin';
  /** Unit of time of `channels[].purchase`. */
  readonly unit: 'week';
  /** By entry channel: share, BG/NBD, Gamma-Gamma (major units of the order's currency), EUR per new customer. */
  readonly channels: readonly Channel[];
  readonly countries: readonly Country[];
  readonly season: typeof SEASON;
  readonly acquisitionGrowth: number;
  readonly costInflationYear: number;
  readonly money: typeof MONEY;
  readonly orders: typeof ORDERS;
  readonly refunds: typeof REFUNDS;
  readonly subscriptions: typeof SUBSCRIPTIONS;
  readonly chats: typeof CHATS;
  readonly club: typeof CLUB;
  readonly surveys: typeof SURVEYS & { readonly netPromoterScore: number };
  readonly loyalty: typeof LOYALTY;
  readonly journey: typeof JOURNEY;
  readonly experiments: readonly Experiment[];
  readonly troubles: PlantedTroubles;
  /** Rows of each table, a duplicate counted. */
  readonly rows: Readonly<Record<string, number>>;
}

/** What differs from shop to shop. */
export interface ShopFacts {
  readonly customers: number;
  readonly seed: string;
  readonly channels: readonly Channel[];
  readonly troubles: PlantedTroubles;
  readonly rows: Readonly<Record<string, number>>;
}

export function buildTruth(calendar: ShopCalendar, facts: ShopFacts): SampleTruth {
  return {
    ...facts,
    from: calendar.firstDate,
    asOf: calendar.asOf,
    timeZone: 'Europe/Dublin',
    unit: 'week',
    countries: COUNTRIES,
    season: SEASON,
    acquisitionGrowth: ACQUISITION_GROWTH,
    costInflationYear: COST_INFLATION,
    money: MONEY,
    orders: ORDERS,
    refunds: REFUNDS,
    subscriptions: SUBSCRIPTIONS,
    chats: CHATS,
    club: CLUB,
    surveys: { ...SURVEYS, netPromoterScore: TRUE_NPS },
    loyalty: LOYALTY,
    journey: JOURNEY,
    experiments: EXPERIMENTS,
  };
}

export interface Product {
  readonly category: string;
  readonly family: string;
  /** Euro cents. */
  readonly unitCost: number;
}

const FAMILIES: readonly (readonly [category: string, family: string])[] = [
  ['coffee', 'drinks'],
  ['tea', 'drinks'],
  ['chocolate', 'food'],
  ['kitchenware', 'home'],
  ['gifts', 'home'],
];

/** What is sold once; popular first. */
export const PRODUCTS: readonly Product[] = Array.from({ length: 25 }, (_, number) => {
  const [category, family] = FAMILIES[number % FAMILIES.length] ?? ['other', 'other'];
  return { category, family, unitCost: 640 + 85 * number };
});

/** The plans, numbered after `PRODUCTS`. */
export const SUBSCRIPTION_PRODUCTS: readonly Product[] = [
  { category: 'plan', family: 'subscription', unitCost: 410 },
  { category: 'plan', family: 'subscription', unitCost: 790 },
];

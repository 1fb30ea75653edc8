/** Ids of the first buyers, as a careless shop would have them. No release may hold a trace of one. */
export const TELLING_IDS = [
  'Zoë Brontë',
  'Åsa Öberg-Çelik',
  'IE64 BANK 9311 5212 3456 78',
  'born-1985-04-12-policy-77120',
] as const;

/** An amount of the first buyer's first order that nobody else spends, in cents. */
export const TELLING_CENTS = 498_731;

/** What intake refuses as an id; its refusal must not repeat it. */
export const REFUSED_IDS = ['zoe.bronte@example.com', '+353 86 555 0147'] as const;

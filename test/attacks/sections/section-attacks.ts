import { boundsAttack } from '../attackers/a01-bounds.ts';
import { moneyAttack, smallSumsAttack } from '../attackers/a01m-money.ts';
import { growthAttack, pairsAttack } from '../attackers/a02-release-pairs.ts';
import { insiderAttack } from '../attackers/a10-insider.ts';
import type { KeptRelease } from '../attackers/changes.ts';
import { type Score, sumOf } from '../attackers/score.ts';
import { type SectionReleases, type SectionSide, sectionSide } from './section-side.ts';
import { SECTIONS } from './sections.ts';

/** A1, A1m and A10 on what one section tells. */
const onSide = ({ table, truth }: SectionSide): Score =>
  sumOf([
    boundsAttack(table, truth),
    moneyAttack(table, truth),
    smallSumsAttack(table, truth),
    insiderAttack(table, truth, 1),
    insiderAttack(table, truth, 2),
  ]);

export interface SectionAttack {
  readonly name: string;
  readonly on: (releases: SectionReleases, whose: 'naive' | 'ours') => Score;
}

export const SECTION_ATTACKS: readonly SectionAttack[] = SECTIONS.map((section) => ({
  name: `A1 and A10 on ${section.name}`,
  on: ({ delivery, ...releases }, whose) =>
    onSide(sectionSide(section, { release: releases[whose], delivery })),
}));

/** A2 on every section: what two releases tell of the few who made the difference between them. */
export const sectionPairsAttack = (weeks: readonly (readonly KeptRelease[])[]): Score =>
  sumOf(weeks.flatMap((releases) => [pairsAttack(releases), growthAttack(releases)]));

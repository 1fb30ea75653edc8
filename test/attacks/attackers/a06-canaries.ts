import type { Artefact } from '../leaving/artefacts.ts';
import { TELLING_CENTS, TELLING_IDS } from '../shop/canaries.ts';
import { type Score, scoreOf } from './score.ts';
import { spellingsOf } from './spellings.ts';

/** A6: identifiers, and an amount that only one customer ever spent, in any spelling, anywhere in what leaves. */
export function canariesAttack(artefacts: readonly Artefact[], ids: readonly string[]): Score {
  const secrets = [...TELLING_IDS, ...ids].map((id) => [id, spellingsOf(id)] as const);
  const hits = [...secrets, ['the unique amount', amounts(TELLING_CENTS)] as const].flatMap(
    ([secret, spellings]) => {
      const place = placeOf(spellings, artefacts);
      return place === null ? [] : [`${secret} in ${place}`];
    },
  );
  return scoreOf(secrets.length + 1, hits);
}

function placeOf(
  spellings: ReadonlyMap<string, Buffer>,
  artefacts: readonly Artefact[],
): string | null {
  for (const { place, bytes } of artefacts)
    for (const [spelling, needle] of spellings)
      if (needle.length > 5 && bytes.includes(needle)) return `${place} (${spelling})`;
  return null;
}

const amounts = (cents: number): ReadonlyMap<string, Buffer> => {
  const plain = (cents / 100).toFixed(2);
  const texts = [plain, plain.replace('.', ',')];
  const grouped = new Intl.NumberFormat('en-IE', { minimumFractionDigits: 2 }).format(cents / 100);
  return new Map([...texts, grouped].map((text) => [text, Buffer.from(text)]));
};

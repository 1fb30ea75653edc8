export const DELIMITER = 1;
export const QUOTE = 2;
export const LF = 3;
export const CR = 4;
/** A control character that no text file holds. */
export const CONTROL = 5;

/** What each byte means between fields; 0 for text. */
export function byteKinds(delimiter: number): Uint8Array {
  const kinds = new Uint8Array(256).fill(CONTROL, 0, 0x20);
  kinds[0x09] = 0;
  kinds[0x0a] = LF;
  kinds[0x0d] = CR;
  kinds[0x22] = QUOTE;
  kinds[0x7f] = CONTROL;
  kinds[delimiter] = DELIMITER;
  return kinds;
}

/** The same keys with other values. */
export function mapRecord<K extends string, V, W>(
  record: Readonly<Record<K, V>>,
  of: (value: V, key: K) => W,
): Record<K, W> {
  const mapped: Partial<Record<K, W>> = {};
  for (const key in record) mapped[key] = of(record[key], key);
  if (!hasAll(mapped, record)) throw new TypeError('a key was lost');
  return mapped;
}

const hasAll = <K extends string, W>(
  mapped: Partial<Record<K, W>>,
  record: Readonly<Record<K, unknown>>,
): mapped is Record<K, W> => Object.keys(record).every((key) => key in mapped);

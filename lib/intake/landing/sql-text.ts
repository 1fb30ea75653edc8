/** A string as an SQL literal. */
export const sqlText = (text: string): string => `'${text.replaceAll("'", "''")}'`;

/** A name as an SQL identifier. */
export const sqlName = (name: string): string => `"${name.replaceAll('"', '""')}"`;

/** How Parquet is written. Dictionaries pay for codes; for ids and amounts they are built only to be thrown away. */
export const PARQUET = 'format parquet, parquet_version v2, dictionary_size_limit 1024';

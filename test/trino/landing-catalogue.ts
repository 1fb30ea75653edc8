import { vi } from 'vitest';
import { snapshotOnTrino } from './landing-snapshot.ts';

// The catalogue of malformed input, landed on Trino: every test of it, with what it expects of a load on one machine.
vi.mock(import('#lib/intake/take-snapshot.ts'), () => ({ takeSnapshot: snapshotOnTrino }));

await import('../faults/malformed-bytes.test.ts');
await import('../faults/malformed-input.test.ts');
await import('../faults/malformed-deliveries.test.ts');
await import('../faults/malformed-values.test.ts');
await import('../faults/malformed-parquet.test.ts');
await import('../faults/other-tables.test.ts');
await import('../faults/sql-mapping.test.ts');

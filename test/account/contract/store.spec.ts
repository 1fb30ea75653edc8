import { describe } from 'vitest';
import { s3Store } from '#lib/store/s3-store.ts';
import { storeContract } from '../../contracts/store-contract.ts';
import { ownerS3 } from '../deployment.ts';

const endpoint = process.env['ACCOUNT_ENDPOINT'] ?? '';
const bucket = process.env['ACCOUNT_BUCKET'] ?? '';

/** The ledger's bucket as it was deployed. */
describe.each(['contract/', 'contract/deep/'])('the store of the account under "%s"', (prefix) => {
  const open = () => s3Store({ client: ownerS3(endpoint), bucket, prefix });
  storeContract(async () => ({ one: open(), other: open() }));
});

import { describe } from 'vitest';
import { planningWarehouse, shopAthena } from '../fixtures/shop-athena.ts';
import { shopWarehouse } from '../fixtures/shop-warehouse.ts';
import { warehouseContract } from './warehouse-contract.ts';

describe('a warehouse on this machine', () => {
  warehouseContract(shopWarehouse);
});

describe('a warehouse in Athena', () => {
  warehouseContract(async (tables) => planningWarehouse(await shopAthena(tables)));
});

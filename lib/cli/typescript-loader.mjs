import { register } from 'node:module';
import * as typescript from 'tsx/esm/api';

// TypeScript as it is, and .sql files as text: no build step.
typescript.register();
register('./sql-loader.mjs', import.meta.url);

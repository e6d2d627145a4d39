import { createRequire } from 'node:module';
import { applyPatches } from './patches/apply-patches.js';

// Before the package is loaded: its modules take functions from one another while they load. An `import` would come first.
applyPatches();

/** kafkajs with the patches in effect. Nothing here imports the package itself, but for types. */
export const kafkajs = createRequire(import.meta.url)('kafkajs') as typeof import('kafkajs');

import type { Egg } from './egg.js';

export type Hen = { from: Egg };

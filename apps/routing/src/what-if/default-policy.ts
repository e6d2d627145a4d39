import type { EnginePolicy } from '../domain/engine/engine-policy.js';

/** Without a folder: every queue that is named, first come, first served, by whoever is idle longest. */
export const defaultPolicy: Omit<EnginePolicy, 'idOf'> = {
  version: 'first-come-first-served',
  offerTimeoutMs: 120_000,
  exclusionMs: 300_000,
};

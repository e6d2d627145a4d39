import { createHash } from 'node:crypto';

/** Follows from the content: the same rules are the same version, wherever and whenever they are read. */
export const versionOf = (rules: object): string =>
  createHash('sha256').update(JSON.stringify(rules)).digest('hex').slice(0, 12);

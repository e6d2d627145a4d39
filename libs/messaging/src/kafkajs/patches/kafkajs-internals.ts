import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);

/** The release whose insides the patches were written and checked against. */
const patchedVersion = '2.2.4';

/** A module inside kafkajs, by its path under `src`. Its type is the caller's knowledge of that release. */
export function internal<T>(path: string): T {
  return require(`kafkajs/src/${path}`) as T;
}

/**
 * Puts other exports in the place of a module inside kafkajs, for all that require it from now on. It does nothing for
 * modules that hold the old ones already, so this must run before the first request; kafkajs loads these late.
 */
export function replaceInternal(path: string, exports: unknown): void {
  const file = require.resolve(`kafkajs/src/${path}`);
  require(file);
  const cached = require.cache[file];
  if (!cached) throw new Error(`kafkajs/src/${path} is not in the module cache`);
  cached.exports = exports;
}

/** Undefined when the patches fit, else the version found. */
export function unknownVersion(): string | undefined {
  const { version } = require('kafkajs/package.json') as { version: string };
  return version === patchedVersion ? undefined : version;
}

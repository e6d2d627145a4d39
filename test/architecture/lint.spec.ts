import { describe, expect, it } from '@jest/globals';
import { ESLint } from 'eslint';
import { relative, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '../..');
const folder = resolve(root, 'test/architecture/planted/lint');

/** What ESLint must say about each planted file, and about two that are right. */
const planted: Record<string, string[]> = {
  'apps/intake/src/application/answers-in-http.ts': ['no-restricted-imports'],
  'apps/intake/src/application/forgets-a-promise.ts': ['@typescript-eslint/no-floating-promises'],
  'apps/intake/src/application/misses-a-case.ts': ['@typescript-eslint/switch-exhaustiveness-check'],
  'apps/intake/src/application/says-any.ts': ['@typescript-eslint/no-explicit-any'],
  'apps/intake/src/application/silences-the-linter.ts': ['no-console', 'no-warning-comments', 'no-warning-comments'],
  'apps/intake/src/domain/asks-the-clock.ts': ['no-restricted-syntax', 'no-restricted-syntax', 'no-restricted-syntax'],
  'apps/intake/src/domain/draws-an-id.ts': ['no-restricted-syntax'],
  'apps/intake/src/domain/takes-the-time.ts': [],
  'apps/intake/src/http/imports-the-environment.ts': ['no-restricted-syntax'],
  'apps/intake/src/http/reads-the-environment.ts': ['no-restricted-syntax'],
  'apps/intake/src/intake.config.ts': ['no-restricted-syntax'],
  'libs/service/src/config/load.ts': [],
};

describe('lint rules', () => {
  it('fire on what is planted for them, with the paths that they are written for', async () => {
    const eslint = new ESLint({ cwd: folder, overrideConfigFile: resolve(root, 'eslint.config.mjs') });
    const results = await eslint.lintFiles(['.']);
    const found = results.map(({ filePath, messages }) => [
      relative(folder, filePath),
      messages
        .filter(({ severity }) => severity === 2)
        .map(({ ruleId }) => ruleId)
        .sort(),
    ]);
    expect(Object.fromEntries(found)).toEqual(planted);
  });
});

import { transformSync } from '@swc/core';
import { readFileSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { fileURLToPath } from 'node:url';
import { swcOptions } from './swc-options.mjs';

/**
 * Lets this process import the TypeScript sources. Jest transforms what tests import, but a `globalSetup` that is an ES
 * module is imported by Node itself, and Node's own type stripping neither maps `./x.js` to `./x.ts` nor accepts
 * decorators. The alternative, importing from `dist`, would test yesterday's build.
 */
export function importTypeScript() {
  return registerHooks({
    resolve(specifier, context, next) {
      const withSource = { ...context, conditions: [...context.conditions, 'source'] };
      if (specifier.startsWith('.') && specifier.endsWith('.js') && context.parentURL?.endsWith('.ts')) {
        return next(specifier.replace(/\.js$/, '.ts'), withSource);
      }
      return next(specifier, withSource);
    },
    load(url, context, next) {
      if (!url.startsWith('file:') || !url.endsWith('.ts')) return next(url, context);
      const path = fileURLToPath(url);
      const { code } = transformSync(readFileSync(path, 'utf8'), { ...swcOptions, filename: path });
      return { format: 'module', source: code, shortCircuit: true };
    },
  });
}

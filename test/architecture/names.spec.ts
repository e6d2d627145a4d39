import { describe, expect, it } from '@jest/globals';
import { readdirSync } from 'node:fs';
import { resolve } from 'node:path';

const root = resolve(import.meta.dirname, '../..');
const banned = new Set('utils util helper helpers common manager base impl misc processor'.split(' '));
const roles = new Set(
  'module config consumer handler repository controller dto entity migration suite probe spec int-spec e2e-spec'.split(
    ' ',
  ),
);
const kebab = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;

/** Why the path of a TypeScript file breaks the rules for names, or nothing. */
function complaint(path: string): string | undefined {
  const folders = path.split('/');
  const [subject = '', ...suffixes] = (folders.pop() ?? '').replace(/\.ts$/, '').split('.');
  const vague = [...folders, subject, ...suffixes]
    .flatMap((name) => name.split(/[-.]/))
    .find((word) => banned.has(word));
  if (vague) return `${path}: "${vague}" does not say what is inside`;
  if (!kebab.test(subject)) return `${path}: not kebab-case`;
  if (folders[0] === 'apps' && suffixes.some((suffix) => !roles.has(suffix))) return `${path}: unknown role`;
  return undefined;
}

function* typescriptFiles(): Generator<string> {
  for (const folder of ['apps', 'libs', 'test']) {
    for (const path of readdirSync(resolve(root, folder), { recursive: true, encoding: 'utf8' })) {
      if (path.endsWith('.ts') && !path.includes('node_modules/') && !path.startsWith('architecture/planted/'))
        yield `${folder}/${path}`;
    }
  }
}

describe('names of files', () => {
  it.each([
    ['libs/service/src/string-utils.ts', '"utils"'],
    ['apps/intake/src/common/phone.ts', '"common"'],
    ['apps/intake/src/domain/caseManager.ts', 'kebab-case'],
    ['apps/intake/src/application/accept.service.ts', 'role'],
  ])('%s is refused', (path, why) => {
    expect(complaint(path)).toContain(why);
  });

  it.each(['apps/intake/src/intake.module.ts', 'libs/contracts/src/codec.int-spec.ts'])('%s is fine', (path) => {
    expect(complaint(path)).toBeUndefined();
  });

  it('say what is inside, in the repository', () => {
    expect([...typescriptFiles()].map(complaint).filter((why) => why !== undefined)).toEqual([]);
  });
});

import { describe, expect, it } from '@jest/globals';
import { cruise, type ICruiseResult } from 'dependency-cruiser';
import extractDepcruiseOptions from 'dependency-cruiser/config-utl/extract-depcruise-options';
import extractTSConfig from 'dependency-cruiser/config-utl/extract-ts-config';
import { resolve } from 'node:path';

const root = resolve(import.meta.dirname, '../..');

/** Who breaks which rule in `planted`; a rule without a line here fails the suite. */
const planted: Record<string, string> = {
  'domain-imports-only-itself': 'apps/intake/src/domain/reads-a-file.ts',
  'application-imports-domain-and-contracts': 'apps/intake/src/application/reads-settings.ts',
  'http-imports-application': 'apps/intake/src/http/opens-a-transaction.ts',
  'persistence-implements-ports': 'apps/intake/src/persistence/reads-settings.ts',
  'consumer-is-only-a-table': 'apps/intake/src/intake.consumer.ts',
  'main-only-starts-the-module': 'apps/intake/src/main.ts',
  'settings-know-no-layer': 'apps/intake/src/intake.config.ts',
  'only-the-module-knows-persistence': 'apps/intake/src/backfill.ts',
  'only-the-module-knows-http': 'apps/intake/src/warm-up.ts',
  'no-app-to-app': 'apps/routing/src/asks-intake.ts',
  'no-lib-to-app': 'libs/service/src/knows-intake.ts',
  'no-deep-import-into-a-lib': 'apps/routing/src/reaches-inside.ts',
  'libs-by-their-name': 'apps/routing/src/counts-dots.ts',
  'tests-enter-apps-by-the-front-door': 'test/e2e/climbs-in.ts',
  'no-product-to-test': 'libs/messaging/src/borrows-from-bench.ts',
  'no-test-code-in-the-product': 'apps/simulator/src/fakes.ts',
  'nothing-imports-a-spec': 'test/e2e/borrows.ts',
  'no-local-stack-in-a-service': 'apps/follow-up/src/starts-a-broker.ts',
  'contracts-import-no-lib': 'libs/contracts/src/publishes.ts',
  'text-model-is-pure': 'libs/text-model/src/reads-a-model.ts',
  'kafkajs-only-in-messaging': 'libs/service/src/talks-to-kafka.ts',
  'typeorm-only-in-persistence': 'apps/follow-up/src/saves-by-itself.ts',
  'no-cycle': 'libs/messaging/src/egg.ts',
  'no-unresolvable-import': 'libs/service/src/lost.ts',
};

async function check(baseDir: string, exclude: string[]) {
  const options = await extractDepcruiseOptions(resolve(root, '.dependency-cruiser.cjs'));
  const { output } = await cruise(
    ['apps', 'libs', 'test'],
    { ...options, baseDir, exclude: { path: exclude }, validate: true },
    options.enhancedResolveOptions ?? {},
    { tsConfig: extractTSConfig(resolve(root, 'tsconfig.json')) },
  );
  if (typeof output === 'string') throw new Error(`dependency-cruiser reports text: ${output}`);
  return { rules: ruleNames(output), broken: brokenRules(output) };
}

const ruleNames = (result: ICruiseResult) => (result.summary.ruleSetUsed?.forbidden ?? []).map((rule) => rule.name);

function brokenRules(result: ICruiseResult): Record<string, string> {
  const broken: Record<string, string[]> = {};
  for (const { rule, from } of result.summary.violations) (broken[rule.name] ??= []).push(from);
  return Object.fromEntries(Object.entries(broken).map(([rule, from]) => [rule, from.sort().join(' ')]));
}

describe('layer rules', () => {
  it('each fire on the violation planted for them, and on nothing else', async () => {
    const { broken } = await check(resolve(root, 'test/architecture/planted'), []);
    expect(broken).toEqual(planted);
  });

  it('have one planted violation each', async () => {
    const { rules } = await check(resolve(root, 'test/architecture/planted'), []);
    expect([...rules].sort()).toEqual(Object.keys(planted).sort());
  });

  it('hold in the repository', async () => {
    const { broken } = await check(root, [
      '^test/architecture/planted/',
      '^test/contracts/adapter/',
      '^dist/',
      '/generated/',
    ]);
    expect(broken).toEqual({});
  });
});

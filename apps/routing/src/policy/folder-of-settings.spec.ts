import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SettingsError } from '#libs/service';
import { folderOfSettings } from './folder-of-settings.js';
import { FilesPolicyCompiler } from './policy-compiler.js';

const hour = 3_600_000;
const defaults = { firstResponseMs: hour, reopenWindowMs: hour, offerTimeoutMs: 120_000, offerExclusionMs: 300_000 };
const compiler = new FilesPolicyCompiler(defaults);
const sla = 'policies:\n  - id: standard\n    targets: { first-response: 1h }\n';

describe('the policy of the settings', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'policy-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  const write = (file: string, text: string): Promise<void> => writeFile(join(folder, file), text);
  const mistakes = (): Promise<readonly string[]> =>
    folderOfSettings(folder, compiler).then(
      () => [],
      (error: unknown) => (error instanceof SettingsError ? error.problems : [String(error)]),
    );

  it('comes from its folder', async () => {
    await write('sla.yaml', sla);
    const found = await folderOfSettings(folder, compiler);
    expect(found?.compiled.rules).toEqual(compiler.withoutPolicy());
    expect(found?.files).toEqual({ 'sla.yaml': sla });
  });

  it('has rules of the engine, where it has any', async () => {
    await write('sla.yaml', sla);
    await write('routing.yaml', 'queues: { default: { strategy: least-load } }');
    const found = await folderOfSettings(folder, compiler);
    expect(found?.compiled.rules?.engine.queues).toEqual({ default: { strategy: 'least-load' } });
  });

  it('keeps a service from starting when it has mistakes, or is not there', async () => {
    expect(await mistakes()).toEqual([`ROUTING_POLICY: there are no files .yaml, .yml, .ics in ${folder}`]);
    await write('calendars.yaml', 'calendars:\n  desk: { zone: Nowhere, week: { mon: 09:00-17:00 } }\n');
    expect(await mistakes()).toEqual([expect.stringMatching(/^ROUTING_POLICY: calendars\.yaml:2 calendar\.zone: /)]);
    await write('calendars.yaml', 'calendars: {}');
    expect(await mistakes()).toEqual(['ROUTING_POLICY: sla.yaml missing: a policy has a file sla.yaml']);
    await write('sla.yaml', sla);
    await write('slas.yaml', sla);
    await write('routing.yaml', 'queues: { default: { strategy: luck } }');
    expect(await mistakes()).toEqual([
      expect.stringMatching(/^ROUTING_POLICY: slas\.yaml unknown-file: there are calendars\.yaml/),
      expect.stringMatching(/^ROUTING_POLICY: routing\.yaml:1 unknown-word: /),
    ]);
  });
});

import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SettingsError } from '#libs/service';
import { defaultRules } from './default-rules.js';
import { routingOfFolder, rulesOfFolder } from './rules-of-folder.js';

describe('the rules of a service', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'policy-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  const write = (file: string, text: string): Promise<void> => writeFile(join(folder, file), text);
  const mistakes = (): Promise<readonly string[]> =>
    rulesOfFolder(folder).then(
      () => [],
      (error: unknown) => (error instanceof SettingsError ? error.problems : [String(error)]),
    );

  it('come from its folder', async () => {
    await write('sla.yaml', 'policies:\n  - id: standard\n    targets: { first-response: 4h }\n');
    expect(await rulesOfFolder(folder)).toEqual(defaultRules(4 * 3_600_000));
  });

  it('of the engine come from it too, where it has any', async () => {
    await write('sla.yaml', 'policies: []');
    expect(await routingOfFolder(folder)).toBeUndefined();
    await write('routing.yaml', 'queues: { default: { strategy: least-load } }');
    expect(await routingOfFolder(folder)).toMatchObject({ queues: { default: { strategy: 'least-load' } } });
    await write('routing.yaml', 'queues: { default: { strategy: luck } }');
    await expect(routingOfFolder(folder)).rejects.toMatchObject({
      problems: [expect.stringMatching(/^ROUTING_POLICY: routing\.yaml:1 unknown-word: /)],
    });
  });

  it('keep it from starting when they have mistakes, or are not there', async () => {
    expect(await mistakes()).toEqual([`ROUTING_POLICY: there are no YAML files in ${folder}`]);
    await write('calendars.yaml', 'calendars:\n  desk: { zone: Nowhere, week: { mon: 09:00-17:00 } }\n');
    expect(await mistakes()).toEqual([expect.stringMatching(/^ROUTING_POLICY: calendars\.yaml:2 calendar\.zone: /)]);
    await write('calendars.yaml', 'calendars: {}');
    expect(await mistakes()).toEqual([`ROUTING_POLICY: there is no sla.yaml in ${folder}`]);
  });
});

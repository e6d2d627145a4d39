import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from '@jest/globals';
import type { JsonSchema } from '../json-schema.js';
import { asyncApiErrors } from './asyncapi-errors.js';
import { contractsFolder } from './contracts-folder.js';
import { contractProblems } from './problems.js';

const copies: string[] = [];

function copyOfContracts(): string {
  const copy = mkdtempSync(join(tmpdir(), 'contracts-'));
  copies.push(copy);
  for (const part of ['package.json', 'generated', 'golden', 'released']) {
    cpSync(join(contractsFolder(), part), join(copy, part), { recursive: true });
  }
  return copy;
}

function edit(file: string, change: (content: JsonSchema) => void): void {
  const content = JSON.parse(readFileSync(file, 'utf8')) as JsonSchema;
  change(content);
  writeFileSync(file, `${JSON.stringify(content, null, 2)}\n`);
}

afterEach(() => {
  for (const copy of copies.splice(0)) rmSync(copy, { recursive: true });
});

describe('contracts:check', () => {
  it('finds nothing wrong with the checkout', () => {
    expect(contractProblems(contractsFolder())).toEqual([]);
  });

  it('names event and field of a break', () => {
    const copy = copyOfContracts();
    edit(join(copy, 'released/thirdring.case.opened.v1.json'), (schema) => {
      schema.properties = { ...schema.properties, mood: { type: 'string' } };
    });
    expect(contractProblems(copy)).toEqual(['thirdring.case.opened.v1: mood was removed']);
  });

  it('names an event that is gone', () => {
    const copy = copyOfContracts();
    writeFileSync(join(copy, 'released/thirdring.case.praised.v1.json'), '{}');
    expect(contractProblems(copy)).toEqual([expect.stringMatching(/^thirdring\.case\.praised\.v1: was removed/)]);
  });

  it('names generated files that are stale, missing or left over', () => {
    const copy = copyOfContracts();
    edit(join(copy, 'generated/schemas/thirdring.case.closed.v1.json'), (schema) => (schema['title'] = 'Other'));
    rmSync(join(copy, 'generated/schemas/thirdring.case.opened.v1.json'));
    writeFileSync(join(copy, 'generated/schemas/old.json'), '{}');
    expect(contractProblems(copy).map((problem) => problem.split(' ')[0])).toEqual([
      'generated/schemas/thirdring.case.opened.v1.json',
      'generated/schemas/thirdring.case.closed.v1.json',
      'generated/schemas/old.json',
    ]);
  });

  it('names a golden example that is missing', () => {
    const copy = copyOfContracts();
    rmSync(join(copy, 'golden/thirdring.case.opened.v1.json'));
    expect(contractProblems(copy)).toContain('golden/thirdring.case.opened.v1.json is missing');
  });
});

describe('the AsyncAPI check', () => {
  const document = (): Record<string, unknown> =>
    JSON.parse(readFileSync(join(contractsFolder(), 'generated/asyncapi.json'), 'utf8')) as Record<string, unknown>;

  it.each<[string, (document: Record<string, unknown>) => void]>([
    ['another version', (it) => (it['asyncapi'] = '2.6.0')],
    ['no info', (it) => delete it['info']],
    [
      'an operation that does nothing known',
      (it) => (it['operations'] = { a: { action: 'shout', channel: { $ref: '#/x' } } }),
    ],
    ['an unknown part', (it) => (it['extra'] = {})],
  ])('refuses a document with %s', (_, change) => {
    const broken = document();
    change(broken);
    expect(asyncApiErrors(document())).toEqual([]);
    expect(asyncApiErrors(broken).length).toBeGreaterThan(0);
  });
});

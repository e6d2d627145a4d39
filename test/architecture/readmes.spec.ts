import { describe, expect, it } from '@jest/globals';
import { readFileSync, readdirSync } from 'node:fs';
import { resolve } from 'node:path';

const root = resolve(import.meta.dirname, '../..');
const parts = ['apps', 'libs'].flatMap((folder) =>
  readdirSync(resolve(root, folder)).map((name) => `${folder}/${name}`),
);

describe('READMEs', () => {
  it.each(parts)('%s has one, of a page', (part) => {
    const lines = readFileSync(resolve(root, part, 'README.md'), 'utf8').split('\n');
    expect(lines[0]).toMatch(/^# /);
    expect(lines.length).toBeLessThan(160);
  });
});

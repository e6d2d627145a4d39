import { describe, expect, it } from '@jest/globals';
import { fill, parseTemplate } from './template.js';

const row: Readonly<Record<string, string>> = { Type: 'Noise', Detail: 'Loud music', Empty: '' };
const filled = (text: string): string => fill(parseTemplate(text), (column) => row[column] ?? '');

describe('a template', () => {
  it.each([
    ['no column', 'inbound', 'inbound'],
    ['columns', '{Type}/{Detail}', 'Noise/Loud music'],
    ['an optional part that is there', '{Type}[: {Detail}]', 'Noise: Loud music'],
    ['an optional part that is not', '{Type}[: {Empty}]', 'Noise'],
    ['a part with an empty one among its columns', '{Type}[: {Detail} {Empty}]', 'Noise'],
    ['brackets that are meant', String.raw`\{{Type}\} \[x]`, '{Noise} [x]'],
    ['space around', '  {Empty} {Type} ', 'Noise'],
  ])('is filled: %s', (_, text, expected) => {
    expect(filled(text)).toBe(expected);
  });

  it.each(['{Type', '{}', '[{Type}'])('refuses %s', (text) => {
    expect(() => parseTemplate(text)).toThrow(/not closed|no column/);
  });

  it('names the columns that it reads', () => {
    expect(parseTemplate('{A}[ {B}] c').columns).toEqual(['A', 'B']);
  });
});

import { describe, expect, it } from '@jest/globals';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { columnsNeeded } from './mapping.js';
import { parseMapping } from './parse-mapping.js';

const good = `name: calls
id: '{Key}'
time: { column: At, format: iso }
fields:
  channel: email
  direction: inbound
`;
const withField = (line: string): string => `${good}  ${line}\n`;

describe('a mapping', () => {
  it('says which columns it reads', () => {
    const mapping = parseMapping(withField(`subject: '{Type}[: {Detail}]'`), 'calls.yaml');
    expect(columnsNeeded(mapping)).toEqual(['Key', 'At', 'Type', 'Detail']);
  });

  it.each([
    ['a field that the contract has not', 'colour: red', /calls\.yaml:7: fields\.colour: .* has no "colour"/],
    [
      'a part that a field has not',
      'party.shoe: 42',
      /calls\.yaml:7: fields\.party\.shoe: party has no "shoe"; it has type,/,
    ],
    ['a field that has parts', 'party: x', /fields\.party: has parts: type, handle/],
    ['an instant without a format', `replyBy: '{At}'`, /fields\.replyBy: is an instant/],
    [
      'a time zone that is none',
      'replyBy: { column: At, format: iso, zone: Mars/Olympus }',
      /fields\.replyBy\.zone: is no time zone/,
    ],
    [
      'a key that a rule has not',
      'subject: { colum: A }',
      /fields\.subject\.colum: is not known here; known are column/,
    ],
    ['neither column nor template', 'subject: { map: { a: b } }', /fields\.subject: needs either/],
    ['otherwise with no map', 'subject: { column: A, otherwise: x }', /fields\.subject\.otherwise: needs a map/],
    ['a template that is not closed', `subject: '{A'`, /calls\.yaml:7: fields\.subject: "{" is not closed/],
  ])('is refused for %s, with file, line and key', (_, line, message) => {
    expect(() => parseMapping(withField(line), 'calls.yaml')).toThrow(message);
  });

  it.each([
    ['nothing in it', '', /calls\.yaml:1: must be a map/],
    ['no id', good.replace(/^id.*\n/m, ''), /calls\.yaml:1: id: is missing/],
    ['YAML that cannot be read', `${good}: :\n  - [`, /calls\.yaml:\d+: /],
    ['a name that moves', good.replace('calls', 'Calls of May'), /calls\.yaml:1: name: must be small letters/],
    [
      'a channel that is none',
      `${good}channels:\n  pigeon: { subject: x }\n`,
      /calls\.yaml:8: channels\.pigeon: is no channel/,
    ],
    ['an encoding that is none', `${good}csv: { encoding: klingon }\n`, /csv\.encoding: is no encoding/],
  ])('is refused for %s', (_, text, message) => {
    expect(() => parseMapping(text, 'calls.yaml')).toThrow(message);
  });

  const shipped = join(import.meta.dirname, '../../mappings');
  it.each(readdirSync(shipped))('ships: %s', (file) => {
    expect(parseMapping(readFileSync(join(shipped, file), 'utf8'), file).name).toBe(file.replace('.yaml', ''));
  });
});

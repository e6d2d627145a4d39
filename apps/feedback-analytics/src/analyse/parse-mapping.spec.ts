import { describe, expect, it } from '@jest/globals';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { AnalysisRefused } from './analysis-refused.js';
import { parseMapping } from './parse-mapping.js';

const shipped = join(import.meta.dirname, '../../mappings');

describe('a mapping', () => {
  it.each(readdirSync(shipped))('%s, which is shipped, is valid', (file) => {
    expect(parseMapping(readFileSync(join(shipped, file), 'utf8'), file).mapping.name).toBe(file.replace('.yaml', ''));
  });

  const servqual = (more: string) => `name: x
servqual:
  scale: [1, 7]
  items: [1, 2]
  expectation: e{item}
  perception: p{item}
${more}`;

  it.each([
    ['no YAML', 'name: [', /^m\.yaml:1: /],
    ['nothing', '', /^m\.yaml: must be object/],
    ['a text', 'hello', /^m\.yaml:1: must be object/],
    ['no name', 'id: a', /^m\.yaml:1: name is missing/],
    ['an unknown key', 'name: x\nnpss: {}', /^m\.yaml:2: npss is not known here; known are name, csv, id/],
    ['an unknown key inside', 'name: x\nnps:\n  colum: a', /^m\.yaml:3: nps\.colum(n is missing| is not known)/],
    [
      'a version of CES that there is not',
      'name: x\nces: { column: a, version: "3" }',
      /^m\.yaml:2: ces\.version must be one of 1\.0, 2\.0/,
    ],
    [
      'a version of CES as a number',
      'name: x\nces: { column: a, version: 2.0 }',
      /^m\.yaml:2: ces\.version must be one of/,
    ],
    [
      'a pattern without {item}',
      servqual('  dimensions: { a: [1] }').replace('e{item}', 'e1'),
      /^m\.yaml:5: servqual\.expectation must have \{item\}/,
    ],
    [
      'an item in two dimensions',
      servqual('  dimensions:\n    a: [1]\n    b: [2, 1]'),
      /^m\.yaml:9: servqual\.dimensions\.b\.1 is 1, which is in another dimension/,
    ],
    [
      'an item that is not there',
      servqual('  dimensions:\n    a: [3]'),
      /^m\.yaml:8: servqual\.dimensions\.a\.0 is 3, which is not among the items/,
    ],
    [
      'points for no dimension',
      servqual('  dimensions: { a: [1] }\n  points: { b: w }'),
      /^m\.yaml:8: servqual\.points\.b is no dimension/,
    ],
    [
      'a scale upside down',
      servqual('  dimensions: { a: [1] }').replace('[1, 7]', '[7, 1]'),
      /^m\.yaml:3: servqual\.scale must begin with its smaller end/,
    ],
    [
      'an encoding that does not exist',
      'name: x\ncsv: { encoding: klingon }',
      /^m\.yaml:2: csv\.encoding is no encoding/,
    ],
    [
      'a zone that does not exist',
      'name: x\nprocess:\n  case: a\n  activity: b\n  end: { column: c, zone: Mars }',
      /^m\.yaml:5: process\.end\.zone is no time zone/,
    ],
    [
      'an xmr chart without values',
      'name: x\ncontrol-chart: { kind: xmr, label: a }',
      /^m\.yaml:2: control-chart\.value is missing/,
    ],
    [
      'a u chart without sizes',
      'name: x\ncontrol-chart: { kind: u, label: a, count: b }',
      /^m\.yaml:2: control-chart\.size is missing/,
    ],
    [
      'a broken pattern',
      "name: x\nstaffing:\n  arrivalsPerHour: [{ column: a, pattern: '(' }]\n  handlingSeconds: [1]",
      /^m\.yaml:3: staffing\.arrivalsPerHour\.0\.pattern is no regular expression/,
    ],
    [
      'a pattern without a group',
      "name: x\nstaffing:\n  arrivalsPerHour: [{ column: a, pattern: 'b' }]\n  handlingSeconds: [1]",
      /^m\.yaml:3: .*needs 1 group in parentheses/,
    ],
  ])('with %s is refused with its line and field', (_, text, problem) => {
    const parse = () => parseMapping(text, 'm.yaml');
    expect(parse).toThrow(AnalysisRefused);
    expect(parse).toThrow(problem);
  });
});

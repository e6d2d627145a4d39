import { describe, expect, it } from '@jest/globals';
import { mistakeLine } from '#libs/templates';
import { itemsOf, refOf } from '../domain/instrument.js';
import { loadInstruments } from './load-instruments.js';
import { instrumentFiles, shippedFiles } from './shipped-policy.js';

const shipped = instrumentFiles(await shippedFiles(), new Map());

const good = `instrument: visit
version: 2
languages: [en, hu]
title: { en: Your visit, hu: A látogatás }
scales:
  degree:
    min: 1
    max: 5
    direction: higher-is-better
    low: { en: bad, hu: rossz }
    high: { en: good, hu: jó }
items:
  - id: place
    measure: rating
    scale: degree
    label: { en: The place, hu: A hely }
  - id: why
    characters: 100
    showIf: { item: place, atMost: 2 }
    label: { en: Why, hu: Miért }
`;
const linesOf = (text: string) => loadInstruments(new Map([['visit.yaml', text]])).problems.map(mistakeLine);

describe('the instruments that ship', () => {
  const { instruments, problems } = loadInstruments(shipped);
  const byRef = new Map(instruments.map(({ instrument }) => [refOf(instrument), instrument]));

  it('have no mistakes and speak four languages', () => {
    expect(problems).toEqual([]);
    for (const { instrument } of instruments) expect(instrument.languages).toEqual(['en', 'zh', 'ro', 'hu']);
  });

  it('measure what theory says', () => {
    const counts = (ref: string) => {
      const instrument = byRef.get(ref);
      const measures = (instrument ? itemsOf(instrument) : []).map(({ measure }) => measure);
      return Object.fromEntries(
        [...new Set(measures)].map((one) => [one, measures.filter((all) => all === one).length]),
      );
    };
    expect(counts('servqual@1')).toEqual({ expectation: 22, importance: 5, perception: 22 });
    expect(counts('servperf@1')).toEqual({ perception: 22 });
    expect(counts('phone-review@1')).toEqual({ rating: 19, text: 1 });
    expect(byRef.get('servqual@1')?.tags).toEqual(['servqual-adapted']);
    const scaleOf = (ref: string) => {
      const item = byRef.get(ref)?.entries.find((entry) => entry.kind === 'scale');
      return item?.kind === 'scale' ? [item.scale.min, item.scale.max, item.scale.direction] : undefined;
    };
    expect(scaleOf('csat@1')).toEqual([1, 5, 'higher-is-better']);
    expect(scaleOf('ces@2.0')).toEqual([1, 7, 'higher-is-better']);
    expect(scaleOf('nps@1')).toEqual([0, 10, 'higher-is-better']);
    expect(scaleOf('attention@1')).toEqual([1, 5, 'middle-is-best']);
  });
});

describe('an instrument', () => {
  it('is read with all that it says', () => {
    expect(linesOf(good)).toEqual([]);
  });

  it.each([
    ['a missing translation', ['hu: A hely', ''], 'visit.yaml:16 translation: is missing in hu'],
    ['a language too many', ['hu: Miért', 'hu: Miért, ro: De ce'], 'visit.yaml:20 translation: "ro" is not among'],
    ['an unreachable branch', ['atMost: 2', 'atMost: 0'], 'visit.yaml:17 branch.unreachable: no answer to "place"'],
    ['a branch on nothing', ['item: place', 'item: space'], 'visit.yaml:17 branch.unknown: there is no item "space"'],
    ['no direction', ['    direction: higher-is-better\n', ''], 'visit.yaml:7 missing: a scale needs its direction'],
    ['a scale upside down', ['max: 5', 'max: 0'], 'visit.yaml:7 scale: max 0 is not above min 1'],
    ['an unknown scale', ['scale: degree', 'scale: grade'], 'visit.yaml:15 scale: there is no scale "grade" here'],
    ['an unknown measure', ['measure: rating', 'measure: joy'], 'visit.yaml:14 unknown-word: "joy" is none of'],
    ['an id twice', ['id: why', 'id: place'], 'visit.yaml:17 id: "place" stands here twice'],
    ['an unknown field', ['characters: 100', 'chars: 100'], 'visit.yaml:18 unknown-field: "chars" is not known here'],
    ['broken YAML', ['[en, hu]', '[en, hu'], 'visit.yaml:4 yaml'],
  ])('with %s is refused with file and line', (_, [from, to], expected) => {
    const text = good.replace(from as string, to as string);
    expect(text).not.toBe(good);
    expect(linesOf(text).some((line) => line.startsWith(expected))).toBe(true);
  });

  it('has another hash with another wording, the same with other comments and order of fields', () => {
    const hashOf = (text: string) => loadInstruments(new Map([['x', text]])).instruments[0]?.contentHash;
    expect(hashOf(good)).toBeDefined();
    expect(hashOf(`# by the team\n${good.replace('    min: 1\n    max: 5\n', '    max: 5\n    min: 1\n')}`)).toBe(
      hashOf(good),
    );
    expect(hashOf(good.replace('The place', 'The spot'))).not.toBe(hashOf(good));
  });

  it('cannot stand in two files with one version', () => {
    const files = new Map([
      ['a.yaml', good],
      ['b.yaml', good.replace('Why', 'Why?')],
    ]);
    expect(loadInstruments(files).problems.map(mistakeLine)).toEqual([
      'b.yaml:1 version: visit@2 stands in a.yaml too: another content is another version',
    ]);
  });
});

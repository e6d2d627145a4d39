import { scaleDirections } from '#libs/contracts';
import type { YamlNode } from '#libs/templates';
import type { Scale } from '../domain/instrument.js';
import { readTexts } from './read-texts.js';

const looks = ['numbers', 'stars', 'faces'] as const;
const mostPoints = 101;

export function readInteger(node: YamlNode, rule: string, from: number, to: number): number | undefined {
  const value = node.number(rule, from, to);
  if (value === undefined || Number.isInteger(value)) return value;
  return node.refuse(rule, 'expected a whole number');
}

/** The scales of a file by name. */
export function readScales(node: YamlNode, languages: readonly string[]): ReadonlyMap<string, Scale> {
  return new Map(
    node.fields().flatMap(({ key, value }) => {
      const scale = readScale(value, languages);
      return scale === undefined ? [] : [[key, scale] as const];
    }),
  );
}

function readScale(node: YamlNode, languages: readonly string[]): Scale | undefined {
  const given = node.record(['min', 'max', 'direction', 'look', 'low', 'middle', 'high']);
  const min = given.min ? readInteger(given.min, 'scale', -100, 1_000) : node.refuse('missing', 'a scale needs min');
  const max = given.max ? readInteger(given.max, 'scale', -100, 1_000) : node.refuse('missing', 'a scale needs max');
  const direction = given.direction
    ? given.direction.oneOf(scaleDirections)
    : node.refuse('missing', 'a scale needs its direction: readers must not guess which end is good');
  const look = given.look?.oneOf(looks) ?? 'numbers';
  const low = given.low ? readTexts(given.low, languages) : node.refuse('missing', 'a scale needs what low means');
  const high = given.high ? readTexts(given.high, languages) : node.refuse('missing', 'a scale needs what high means');
  const middle = given.middle && readTexts(given.middle, languages);
  if (min === undefined || max === undefined || direction === undefined || low === undefined || high === undefined)
    return undefined;
  if (max <= min) return node.refuse('scale', `max ${String(max)} is not above min ${String(min)}`);
  if (max - min >= mostPoints) return node.refuse('scale', `has more than ${String(mostPoints)} points`);
  if (look === 'faces' && max - min > 6) return node.refuse('scale', 'faces tell at most 7 points apart');
  return { min, max, direction, look, low, ...(middle && { middle }), high };
}

import { Ajv, type ErrorObject } from 'ajv';
import { IANAZone } from 'luxon';
import { isNode, LineCounter, parseDocument } from 'yaml';
import { refuseMapping } from './analysis-refused.js';
import { mappingSchema } from './mapping-schema.js';
import type { AnalysisMapping, NumberSource } from './mapping.js';

const isMapping = new Ajv({ allErrors: false, allowUnionTypes: true, verbose: true }).compile<AnalysisMapping>(
  mappingSchema,
);

/** Fails with the file, the line and the field of the first thing wrong. */
export type Refuse = (path: readonly (string | number)[], problem: string) => never;

export interface ParsedMapping {
  readonly mapping: AnalysisMapping;
  /** For what is found wrong later. */
  readonly refuse: Refuse;
}

/**
 * @param file named in errors
 * @throws AnalysisRefused
 */
export function parseMapping(text: string, file: string): ParsedMapping {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  const [broken] = document.errors;
  if (broken) refuseMapping(file, broken.linePos?.[0].line, '', broken.message.split('\n')[0] ?? 'is no YAML');
  const refuse: Refuse = (path, problem) => {
    for (let depth = path.length; depth >= 0; depth--) {
      const node = depth === 0 ? document.contents : document.getIn(path.slice(0, depth), true);
      const start = isNode(node) ? node.range?.[0] : undefined;
      if (start !== undefined) refuseMapping(file, lines.linePos(start).line, path.join('.'), problem);
    }
    return refuseMapping(file, undefined, path.join('.'), problem);
  };
  const mapping: unknown = document.toJS();
  if (!isMapping(mapping)) {
    const [error] = isMapping.errors ?? [];
    return error ? refuseBySchema(error, refuse) : refuse([], 'is no mapping');
  }
  checkMeaning(mapping, refuse);
  return { mapping, refuse };
}

function refuseBySchema({ instancePath, keyword, params, message, parentSchema }: ErrorObject, refuse: Refuse): never {
  const path = instancePath.split('/').slice(1).map(unescaped);
  if (keyword === 'additionalProperties') {
    const known = Object.keys((parentSchema?.properties as object | undefined) ?? {}).join(', ');
    return refuse([...path, String(params.additionalProperty)], `is not known here; known are ${known}`);
  }
  if (keyword === 'required') return refuse([...path, String(params.missingProperty)], 'is missing');
  if (keyword === 'enum') return refuse(path, `must be one of ${(params.allowedValues as unknown[]).join(', ')}`);
  if (keyword === 'pattern' && params.pattern === '\\{item\\}') return refuse(path, 'must have {item} in it');
  return refuse(path, message ?? 'is wrong');
}

/** Keys of JSON pointers (RFC 6901). */
function unescaped(part: string): string {
  return part.replaceAll('~1', '/').replaceAll('~0', '~');
}

function checkMeaning(mapping: AnalysisMapping, refuse: Refuse): void {
  checkEncoding(mapping, refuse);
  checkServqual(mapping, refuse);
  checkPatterns(mapping, refuse);
  for (const end of ['start', 'end'] as const) {
    const zone = mapping.process?.[end]?.zone;
    if (zone !== undefined && !IANAZone.isValidZone(zone))
      refuse(['process', end, 'zone'], 'is no time zone; write one such as Europe/Bucharest');
  }
  const chart = mapping['control-chart'];
  if (chart?.kind === 'xmr' && chart.value === undefined) refuse(['control-chart', 'value'], 'is missing');
  if (chart && chart.kind !== 'xmr' && chart.count === undefined) refuse(['control-chart', 'count'], 'is missing');
  if (chart?.kind === 'u' && chart.size === undefined) refuse(['control-chart', 'size'], 'is missing');
  if (chart && typeof chart.count === 'string' && chart.size === undefined)
    refuse(['control-chart', 'size'], 'is missing: a count is of how many?');
}

function checkEncoding({ csv }: AnalysisMapping, refuse: Refuse): void {
  try {
    new TextDecoder(csv?.encoding ?? 'utf-8');
  } catch {
    refuse(['csv', 'encoding'], 'is no encoding; write one such as utf-8 or windows-1250');
  }
}

function checkServqual({ servqual }: AnalysisMapping, refuse: Refuse): void {
  if (!servqual) return;
  const [low, high] = servqual.scale;
  if (low >= high) refuse(['servqual', 'scale'], 'must begin with its smaller end');
  const known = new Set(servqual.items.map(String));
  const used = new Set<string>();
  for (const [name, items] of Object.entries(servqual.dimensions)) {
    for (const [index, item] of items.map(String).entries()) {
      const path = ['servqual', 'dimensions', name, index];
      if (!known.has(item)) refuse(path, `is ${item}, which is not among the items`);
      if (used.has(item)) refuse(path, `is ${item}, which is in another dimension too`);
      used.add(item);
    }
  }
  for (const [index, item] of (servqual.reversed ?? []).entries())
    if (!known.has(String(item))) refuse(['servqual', 'reversed', index], `is ${item}, which is not among the items`);
  for (const name of Object.keys(servqual.points ?? {}))
    if (!(name in servqual.dimensions)) refuse(['servqual', 'points', name], 'is no dimension');
}

function checkPatterns({ staffing }: AnalysisMapping, refuse: Refuse): void {
  const lists: readonly [string, readonly (NumberSource | string)[]][] = Object.entries({ ...staffing });
  for (const [name, sources] of lists) {
    for (const [index, source] of sources.entries()) {
      if (typeof source !== 'object' || source.pattern === undefined) continue;
      const path = ['staffing', name, index, 'pattern'];
      const groups = groupsIn(source.pattern);
      const needed = source.isRate === true ? 2 : 1;
      if (groups === undefined) refuse(path, 'is no regular expression');
      if (groups < needed) refuse(path, `needs ${needed} group${needed > 1 ? 's' : ''} in parentheses`);
    }
  }
}

function groupsIn(pattern: string): number | undefined {
  try {
    return (new RegExp(`${pattern}|`).exec('')?.length ?? 1) - 1;
  } catch {
    return undefined;
  }
}

import type { JsonSchema } from '../json-schema.js';
import { dereference } from '../json-schema.js';

/** One promise of the last release that the present schema does not keep. */
export interface Break {
  /** Type of the event. */
  event: string;
  /** Path of the field; empty for the event as a whole. */
  field: string;
  problem: string;
}

const upperBounds = ['maxLength', 'maximum', 'maxItems', 'maxProperties', 'x-max-bytes'];
const lowerBounds = ['minLength', 'minimum'];

interface Pair {
  before: JsonSchema;
  after: JsonSchema;
}

function numberOf(schema: JsonSchema, keyword: string, absent: number): number {
  const value = schema[keyword];
  return typeof value === 'number' ? value : absent;
}

function shown(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? `${value}` : 'none';
}

function boundProblems({ before, after }: Pair): string[] {
  const tightened = [
    ...upperBounds.filter((bound) => numberOf(after, bound, Infinity) < numberOf(before, bound, Infinity)),
    ...lowerBounds.filter((bound) => numberOf(after, bound, -Infinity) > numberOf(before, bound, -Infinity)),
  ];
  return tightened.map((bound) => `${bound} was tightened from ${shown(before[bound])} to ${shown(after[bound])}`);
}

function typeProblems({ before, after }: Pair): string[] {
  const problems: string[] = [];
  const [was, is] = [JSON.stringify(before.type), JSON.stringify(after.type)];
  if (was !== is) problems.push(`the type changed from ${was} to ${is}`);
  for (const rule of ['pattern', 'format']) {
    const added = after[rule] !== undefined && after[rule] !== before[rule];
    if (added) problems.push(`the ${rule} changed from ${shown(before[rule])} to ${shown(after[rule])}`);
  }
  return problems;
}

function enumProblems({ before, after }: Pair): string[] {
  if (!before.enum && !after.enum) return [];
  if (!before.enum) return ['was free text and takes only listed values now'];
  const now = after.enum;
  if (!now) return ['took only listed values and is free text now'];
  const problems = before.enum.filter((value) => !now.includes(value)).map((value) => `the value ${value} was removed`);
  const added = now.filter((value) => !before.enum?.includes(value));
  if (added.length > 0 && !before['x-open-enum']) problems.push(`the closed list got the values ${added.join(', ')}`);
  if ((before['x-open-enum'] ?? false) !== (after['x-open-enum'] ?? false)) {
    problems.push('the list was opened or closed, which changes how readers take an unknown value');
  }
  return problems;
}

/** Every way in which `after` breaks what `before` promised to writers or to readers; additions are none. */
export function breaksOf(event: string, before: JsonSchema, after: JsonSchema): Break[] {
  const broken: Break[] = [];
  const report = (field: string, problem: string): void => void broken.push({ event, field, problem });

  function compare(path: string, pair: Pair): void {
    const old = dereference(before, pair.before);
    const current = dereference(after, pair.after);
    const resolved = { before: old, after: current };
    for (const problem of [...typeProblems(resolved), ...enumProblems(resolved), ...boundProblems(resolved)]) {
      report(path, problem);
    }
    compareFields(path, resolved);
    if (old.items && current.items) compare(`${path}[]`, { before: old.items, after: current.items });
    if (old.additionalProperties && current.additionalProperties) {
      compare(`${path}.*`, { before: old.additionalProperties, after: current.additionalProperties });
    }
  }

  function compareFields(path: string, { before: old, after: current }: Pair): void {
    const pathOf = (name: string): string => (path === '' ? name : `${path}.${name}`);
    for (const [name, field] of Object.entries(old.properties ?? {})) {
      const now = current.properties?.[name];
      if (now) compare(pathOf(name), { before: field, after: now });
      else report(pathOf(name), 'was removed');
    }
    for (const name of current.required ?? []) {
      if (old.required?.includes(name)) continue;
      report(pathOf(name), old.properties?.[name] ? 'became required' : 'is a new field that is required');
    }
    for (const name of old.required ?? []) {
      if (current.properties?.[name] && !current.required?.includes(name))
        report(pathOf(name), 'is no longer always there');
    }
  }

  if (JSON.stringify(before['x-kafka']) !== JSON.stringify(after['x-kafka'])) {
    report('', `moved from ${JSON.stringify(before['x-kafka'])} to ${JSON.stringify(after['x-kafka'])}`);
  }
  compare('', { before, after });
  return broken;
}

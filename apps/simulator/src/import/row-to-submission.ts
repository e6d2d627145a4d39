import { admit, InteractionSubmitted, limits } from '#libs/contracts';
import { DateTime } from 'luxon';
import { columnsOf, type FieldRule, type FieldType, type Mapping, type Rule } from './mapping.js';
import { fill } from './template.js';

/** A row that can be published: what goes on, under which id, and when it happened. */
export interface MappedRow {
  readonly ok: true;
  readonly id: string;
  /** RFC 3339, UTC. */
  readonly time: string;
  readonly data: InteractionSubmitted;
}

export interface RowFault {
  /** The columns that the wrong field is made of; empty for a constant or a field that no rule fills. */
  readonly column: string;
  readonly reason: string;
}

export type RowResult = MappedRow | { readonly ok: false; readonly faults: readonly RowFault[] };

type Value = string | number | boolean | Value[] | undefined;

/** A value that cannot be made from this row. */
class Unfit extends Error {}

/** Makes a submission of a row and checks it as intake's door will. Same mapping and row: same submission, same id. */
export function rowToSubmission(mapping: Mapping, valueOf: (column: string) => string): RowResult {
  const faults: RowFault[] = [];
  const attempt = (field: string, columns: readonly string[], make: () => Value): Value => {
    try {
      return make();
    } catch (error) {
      if (!(error instanceof Unfit)) throw error;
      faults.push({ column: columns.join(', '), reason: `${field}: ${error.message}` });
      return undefined;
    }
  };
  const id = fill(mapping.id, valueOf);
  if (id === '') faults.push({ column: mapping.id.columns.join(', '), reason: 'id: is empty' });
  if (id.length > limits.idCharacters) {
    faults.push({
      column: mapping.id.columns.join(', '),
      reason: `id: must be at most ${limits.idCharacters} characters`,
    });
  }
  const time = attempt('time', mapping.time.source.columns, () => valueOfRule(mapping.time, 'text', valueOf));
  if (time === undefined && !faults.some(({ reason }) => reason.startsWith('time:'))) {
    faults.push({ column: mapping.time.source.columns.join(', '), reason: 'time: is empty' });
  }
  const body: Record<string, unknown> = { externalId: id };
  const filledBy = new Map<string, Rule>();
  const apply = (fields: readonly FieldRule[]): void => {
    for (const { path, rule, type } of fields) {
      const name = path.join('.');
      filledBy.set(name, rule);
      const value = attempt(name, columnsOf(rule), () => valueOfRule(rule, type, valueOf));
      if (value !== undefined) put(body, path, value);
    }
  };
  apply(mapping.fields);
  apply(mapping.channels.get(String(body['channel'])) ?? []);
  if (faults.length > 0) return { ok: false, faults };
  const admission = admit(InteractionSubmitted, body);
  if (!admission.ok) {
    return {
      ok: false,
      faults: admission.errors.map(({ field, problem }) => ({
        column: columnsBehind(field, filledBy),
        reason: `${field} ${problem}`,
      })),
    };
  }
  if (Date.parse(String(time)) > Date.now() + limits.futureMs) {
    return {
      ok: false,
      faults: [{ column: mapping.time.source.columns.join(', '), reason: 'time: lies more than a day ahead' }],
    };
  }
  return { ok: true, id, time: String(time), data: admission.data as InteractionSubmitted };
}

function columnsBehind(field: string, filledBy: ReadonlyMap<string, Rule>): string {
  const rule = filledBy.get(field) ?? filledBy.get(field.replace(/\.\d+$/, ''));
  return rule ? columnsOf(rule).join(', ') : '';
}

function valueOfRule(rule: Rule, type: FieldType, valueOf: (column: string) => string): Value {
  switch (rule.kind) {
    case 'constant':
      return rule.value;
    case 'instant':
      return instantOf(fill(rule.source, valueOf), rule.format, rule.zone);
    case 'list': {
      const items = rule.items.map((item) => valueOfRule(item, 'text', valueOf)).filter((item) => item !== undefined);
      return items.length === 0 ? undefined : [...new Set(items)];
    }
    case 'text': {
      const text = fill(rule.source, valueOf);
      if (rule.split !== undefined) {
        const words = text.split(rule.split).map((word) => word.trim());
        const items = words.flatMap((word) => mapped(word, rule, 'text') ?? []);
        return items.length === 0 ? undefined : [...new Set(items)];
      }
      const value = mapped(text, rule, type);
      return type === 'list' && value !== undefined ? [value] : value;
    }
  }
}

function mapped(
  text: string,
  rule: Extract<Rule, { kind: 'text' }>,
  type: FieldType,
): string | number | boolean | undefined {
  if (!rule.values) return text === '' ? undefined : converted(text, type);
  const found = rule.values.entries.get(text);
  if (found !== undefined) return found;
  const { otherwise } = rule.values;
  if (otherwise !== undefined) return otherwise ?? undefined;
  if (text === '') return undefined;
  throw new Unfit(`"${text.slice(0, 60)}" is not in the map`);
}

function converted(text: string, type: FieldType): string | number | boolean {
  if (type === 'number') {
    const number = Number(text);
    if (!Number.isFinite(number)) throw new Unfit('is no number');
    return number;
  }
  if (type !== 'flag') return text;
  if (/^(true|yes|y|1)$/i.test(text)) return true;
  if (/^(false|no|n|0)$/i.test(text)) return false;
  throw new Unfit('is neither true nor false');
}

/** Times that a clock change left out are moved forward by it; of times that occur twice the first is meant. */
function instantOf(text: string, format: string, zone: string): string | undefined {
  if (text === '') return undefined;
  const instant = parsed(text, format, zone);
  if (!instant.isValid) throw new Unfit(`does not look like ${format}`);
  return instant.toUTC().toISO() ?? undefined;
}

function parsed(text: string, format: string, zone: string): DateTime {
  if (format === 'iso') return DateTime.fromISO(text, { zone });
  if (format === 'epoch-ms') return DateTime.fromMillis(Number(text));
  if (format === 'epoch-seconds') return DateTime.fromSeconds(Number(text));
  return DateTime.fromFormat(text, format, { zone, locale: 'en-US' });
}

function put(body: Record<string, unknown>, path: readonly string[], value: Value): void {
  let holder = body;
  for (const name of path.slice(0, -1)) {
    holder[name] ??= {};
    holder = holder[name] as Record<string, unknown>;
  }
  const last = path.at(-1);
  if (last !== undefined) holder[last] = value;
}

import { better, type Provenance, type Said } from './said.js';
import { joinConsent, joinHandles, joinRelations, type Consent, type Handle, type Relation } from './file-lists.js';

/** Local time of the customer, `HH:mm`; an end before the start is on the next day. */
export interface QuietHours {
  readonly start: string;
  readonly end: string;
}

interface Attributes {
  readonly name?: string;
  readonly organisation?: string;
  readonly segment?: string;
  readonly tier?: string;
  readonly language?: string;
  readonly timeZone?: string;
  readonly contactStyle?: string;
  readonly quietHours?: QuietHours;
}

export type Attribute = keyof Attributes;
export const attributes = [
  'name',
  'organisation',
  'segment',
  'tier',
  'language',
  'timeZone',
  'contactStyle',
  'quietHours',
] as const satisfies readonly Attribute[];

/** How an attribute is known; an attribute with provenance and without a value was taken back. */
export type Provenances = { readonly [A in Attribute]?: Omit<Said, 'value'> };

/** All that is known of a customer, each part with who said it and when. */
export interface CustomerFile extends Attributes {
  readonly handles: readonly Handle[];
  readonly provenance: Provenances;
  readonly consent: readonly Consent[];
  readonly relations: readonly Relation[];
}

export const emptyFile: CustomerFile = { handles: [], provenance: {}, consent: [], relations: [] };

/** What one contact or one edit says, as a file of its own; `null` takes a value back. */
export function fileOf(
  values: { readonly [A in Attribute]?: Attributes[A] | null | undefined },
  provenance: Provenance,
  lists: Partial<Pick<CustomerFile, 'handles' | 'consent' | 'relations'>> = {},
): CustomerFile {
  const known: Record<string, unknown> = {};
  const provenances: Record<string, unknown> = {};
  for (const attribute of attributes) {
    const value = values[attribute];
    if (value === undefined) continue;
    if (value !== null) known[attribute] = value;
    provenances[attribute] = provenance;
  }
  return { ...emptyFile, ...known, ...lists, provenance: provenances };
}

/**
 * Both files in one. Commutative, associative and idempotent: a file is the join of all that was ever said, in whatever
 * order it came, and the file of merged customers is the join of theirs. Gives `file` itself back when `more` adds nothing.
 */
export function joinFiles<F extends CustomerFile>(file: F, more: CustomerFile): F {
  const changes: Record<string, unknown> = {};
  let provenance: Record<string, unknown> | undefined;
  for (const attribute of attributes) {
    const said = saidOf(more, attribute);
    if (said === undefined) continue;
    const known = saidOf(file, attribute);
    const now = better(known, said);
    if (now === known) continue;
    const { value, ...rest } = now;
    changes[attribute] = value;
    provenance ??= { ...file.provenance };
    provenance[attribute] = rest;
  }
  if (provenance !== undefined) changes['provenance'] = provenance;
  const handles = joinHandles(file.handles, more.handles);
  if (handles !== file.handles) changes['handles'] = handles;
  const consent = joinConsent(file.consent, more.consent);
  if (consent !== file.consent) changes['consent'] = consent;
  const relations = joinRelations(file.relations, more.relations);
  if (relations !== file.relations) changes['relations'] = relations;
  return Object.keys(changes).length === 0 ? file : withoutAbsent({ ...file, ...changes });
}

function saidOf(file: CustomerFile, attribute: Attribute): Said | undefined {
  const provenance = file.provenance[attribute];
  if (provenance === undefined) return undefined;
  const value = file[attribute];
  return value === undefined ? provenance : { ...provenance, value };
}

function withoutAbsent<F extends CustomerFile>(file: F): F {
  const present: F = { ...file };
  for (const attribute of attributes) if (present[attribute] === undefined) delete present[attribute];
  return present;
}

/** The file alone, of whatever else a state carries. */
export function fileAlone(state: CustomerFile): CustomerFile {
  const { handles, provenance, consent, relations } = state;
  const values: Record<string, unknown> = {};
  for (const attribute of attributes) if (state[attribute] !== undefined) values[attribute] = state[attribute];
  return { ...values, handles, provenance, consent, relations };
}

import type { Requirement } from '../domain/engine/engine-model.js';
import type { Arrival } from '../domain/what-if/what-if-model.js';
import {
  FieldFault,
  listField,
  numberField,
  readTable,
  textField,
  type Columns,
  type TimeReader,
} from './read-table.js';

export const arrivalColumns: Columns = {
  required: ['id', 'arrivedAt', 'channel', 'queue', 'handlingSeconds'],
  optional: ['urgency', 'skills', 'points', 'patienceSeconds'],
};

/** @throws WhatIfFailure naming the rows that cannot be used */
export async function readArrivals(file: string, times: TimeReader): Promise<readonly Arrival[]> {
  const ids = new Set<string>();
  const words = new Map<string, string>();
  const needs = new Map<string, readonly Requirement[]>();
  /** One string for all that are alike: there may be millions. */
  const shared = (text: string): string => words.get(text) ?? (words.set(text, text), text);
  return readTable(file, arrivalColumns, (fields) => {
    const id = textField(fields, 'id');
    if (ids.has(id)) throw new FieldFault('id', `"${id}" came before`);
    ids.add(id);
    const urgency = numberField(fields, 'urgency', 1, 3);
    if (urgency > 5 || !Number.isInteger(urgency))
      throw new FieldFault('urgency', `${String(urgency)} is none of 1 to 5`);
    const patience = numberField(fields, 'patienceSeconds', 0, Infinity);
    const skills = fields('skills') ?? '';
    let required = needs.get(skills);
    if (required === undefined) needs.set(skills, (required = listField(fields, 'skills').map(requirementOf)));
    return {
      id,
      arrivedAt: times.read(fields, 'arrivedAt'),
      channel: shared(textField(fields, 'channel')),
      queueId: shared(textField(fields, 'queue')),
      urgency,
      points: numberField(fields, 'points', 0, 0),
      required,
      handlingMs: numberField(fields, 'handlingSeconds', 0) * 1000,
      ...(patience !== Infinity && { patienceMs: patience * 1000 }),
    };
  });
}

/** `tax`, `tax:3`, `hu:2!` with `!` for what is never given up. */
function requirementOf(entry: string): Requirement {
  const [, skill = '', level = '1', firm] = /^([^:!]+)(?::([1-5]))?(!)?$/.exec(entry) ?? [];
  if (skill === '') throw new FieldFault('skills', `"${entry}" is no skill such as tax, tax:3 or hu:2!`);
  return { skill, level: Number(level), ...(firm !== undefined && { firm: true }) };
}

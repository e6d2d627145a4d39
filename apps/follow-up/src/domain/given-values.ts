import { commentItemOf, scoreItemOf, type Instrument } from './instrument.js';
import type { AnswerValues } from './reachability.js';

/** An answer as doors take it: a score and words for short, or by item. */
export interface RawAnswer {
  readonly score?: number | undefined;
  readonly comment?: string | undefined;
  readonly answers?: AnswerValues | undefined;
}

/** Where the items of an answer stand in what was given, for whoever has to be told what is wrong with it. */
export type FieldNames = Readonly<Record<string, string>>;

export interface NamedValues {
  readonly values: AnswerValues;
  readonly fields: FieldNames;
}

/** By item; a score and words go to the first item that takes such. Texts of nothing but spaces are no answers. */
export function valuesOf(instrument: Instrument, { score, comment, answers = {} }: RawAnswer): NamedValues {
  const scoreKey = scoreItemOf(instrument)?.key ?? 'score';
  const commentKey = commentItemOf(instrument)?.key ?? 'comment';
  const given = [
    ...Object.entries(answers).map(([key, value]) => [key, value, `answers.${key}`] as const),
    ...(score === undefined ? [] : [[scoreKey, score, 'score'] as const]),
    ...(comment === undefined ? [] : [[commentKey, comment, 'comment'] as const]),
  ].filter(([, value]) => typeof value === 'number' || value.trim() !== '');
  const names = { [scoreKey]: 'score', [commentKey]: 'comment' };
  return {
    values: Object.fromEntries(given.map(([key, value]) => [key, value])),
    fields: { ...names, ...Object.fromEntries(given.map(([key, , field]) => [key, field])) },
  };
}

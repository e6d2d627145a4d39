import type { Instrument, Item } from './instrument.js';
import { isAnswerable, shownEntries, type AnswerValues } from './reachability.js';

export type AnswerMistakeCode =
  'unknown-item' | 'score-out-of-scale' | 'not-an-option' | 'comment-too-long' | 'shares-do-not-sum' | 'answer-missing';

export interface AnswerMistake {
  readonly code: AnswerMistakeCode;
  /** Of the item. */
  readonly key: string;
  readonly problem: string;
  readonly limit?: number;
}

export interface CheckedAnswers {
  /** What counts: answers to items that are shown with these answers. */
  readonly values: AnswerValues;
  /** Required items that are shown and not answered. */
  readonly missing: readonly string[];
  readonly mistakes: readonly AnswerMistake[];
}

/** What of the given answers can be kept. Answers to what a branch hides are left out, they are no mistake. */
export function checkAnswers({ entries }: Instrument, given: AnswerValues): CheckedAnswers {
  const items = entries.filter(isAnswerable);
  const known = new Set(items.map(({ key }) => key));
  const strangers = Object.keys(given).filter((key) => !known.has(key));
  const unknown = strangers.map(
    (key) => ({ code: 'unknown-item', key, problem: 'is no item of this survey' }) as const,
  );
  const wrong = items.flatMap((item) => mistakeIn(item, given[item.key]) ?? []);
  const shown = shownEntries(entries, given).filter(isAnswerable);
  const kept = shown.flatMap(({ key }) => {
    const value = given[key];
    return value === undefined ? [] : [[key, value] as const];
  });
  const values = Object.fromEntries(kept);
  const missing = shown.filter(({ key, isRequired }) => isRequired && values[key] === undefined).map(({ key }) => key);
  return { values, missing, mistakes: [...unknown, ...wrong, ...sumMistake(shown, values)] };
}

function mistakeIn(item: Item, value: number | string | undefined): AnswerMistake | undefined {
  if (value === undefined) return undefined;
  const { key } = item;
  switch (item.kind) {
    case 'scale':
      return wholeNumber(key, value, item.scale.min, item.scale.max);
    case 'weight':
      return wholeNumber(key, value, 0, item.total);
    case 'choice':
      if (item.options.some(({ id }) => id === value)) return undefined;
      return { code: 'not-an-option', key, problem: `must be one of ${item.options.map(({ id }) => id).join(', ')}` };
    case 'text': {
      const limit = item.maxCharacters;
      if (typeof value === 'string' && value.length <= limit) return undefined;
      return { code: 'comment-too-long', key, problem: `must be a text of at most ${String(limit)} characters`, limit };
    }
  }
}

function wholeNumber(key: string, value: number | string, min: number, max: number): AnswerMistake | undefined {
  if (typeof value === 'number' && Number.isInteger(value) && value >= min && value <= max) return undefined;
  const problem = `must be a whole number from ${String(min)} to ${String(max)}`;
  return { code: 'score-out-of-scale', key, problem, limit: typeof value === 'number' && value < min ? min : max };
}

/** Said at the last share, so that one place is marked. */
function sumMistake(shown: readonly Item[], values: AnswerValues): readonly AnswerMistake[] {
  const shares = shown.filter((item) => item.kind === 'weight');
  const last = shares.at(-1);
  if (last === undefined) return [];
  const given = shares.flatMap(({ key }) => (typeof values[key] === 'number' ? [values[key]] : []));
  const sum = given.reduce((total, one) => total + one, 0);
  const isWrong = given.length === shares.length ? sum !== last.total : sum > last.total;
  if (!isWrong) return [];
  const problem = `the shares must sum to ${String(last.total)}, not ${String(sum)}`;
  return [{ code: 'shares-do-not-sum', key: last.key, problem, limit: last.total }];
}

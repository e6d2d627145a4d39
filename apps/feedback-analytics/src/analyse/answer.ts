import type { Cell } from './mapping.js';

export interface AnswerRule {
  readonly column: string;
  readonly scaleMin: number;
  readonly scaleMax: number;
  readonly missing: ReadonlySet<string>;
}

export type Answer = { readonly value: number } | { readonly reason: string };

export function answerRule(
  column: string,
  scale: readonly [number, number],
  missing: readonly Cell[] | undefined,
): AnswerRule {
  return { column, scaleMin: scale[0], scaleMax: scale[1], missing: codes(missing) };
}

export function codes(cells: readonly Cell[] | undefined): ReadonlySet<string> {
  return new Set((cells ?? []).map((cell) => String(cell).trim().toLowerCase()));
}

/** A whole number on the scale, or why the cell is none. */
export function readAnswer(cell: string, { column, scaleMin, scaleMax, missing }: AnswerRule): Answer {
  if (cell === '') return { reason: `${column}: no answer (empty)` };
  if (missing.has(cell.toLowerCase())) return { reason: `${column}: no answer (${cell})` };
  const value = numberIn(cell);
  if (value === undefined) return { reason: `${column}: not a number` };
  if (value < scaleMin || value > scaleMax) return { reason: `${column}: out of range ${scaleMin}–${scaleMax}` };
  return Number.isInteger(value) ? { value } : { reason: `${column}: not a whole number` };
}

/** A decimal number with a point; nothing else is guessed at. */
export function numberIn(cell: string): number | undefined {
  return /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i.test(cell) ? Number(cell) : undefined;
}

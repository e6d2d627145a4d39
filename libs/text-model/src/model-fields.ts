/** A model file that cannot be used; the message says why, and begins with "it". */
export class ModelFileError extends Error {
  constructor(problem: string) {
    super(problem);
    this.name = 'ModelFileError';
  }
}

export function checked(holds: boolean, problem: string): asserts holds {
  if (!holds) throw new ModelFileError(problem);
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function textsOf(from: Record<string, unknown>, name: string): readonly string[] {
  const value: unknown = from[name];
  checked(isListOf(value, isText), `"${name}" must be texts`);
  return value;
}

export function numbersOf(from: Record<string, unknown>, name: string): readonly number[] {
  const value: unknown = from[name];
  checked(isListOf(value, isNumber), `"${name}" must be numbers`);
  return value;
}

function isListOf<T>(value: unknown, isOne: (item: unknown) => item is T): value is readonly T[] {
  return Array.isArray(value) && value.every(isOne);
}

function isText(item: unknown): item is string {
  return typeof item === 'string';
}

function isNumber(item: unknown): item is number {
  return Number.isFinite(item);
}

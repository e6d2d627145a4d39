import type { Condition, Entry, Item } from './instrument.js';

export interface BranchMistake {
  /** Of the entry whose condition is wrong. */
  readonly key: string;
  readonly rule: 'branch.unknown' | 'branch.later' | 'branch.kind' | 'branch.unreachable';
  readonly message: string;
}

/** Branches that no answers can lead to, and conditions that make no sense. */
export function branchMistakes(entries: readonly Entry[]): readonly BranchMistake[] {
  const before = new Map<string, Entry>();
  const all = new Set(entries.map(({ key }) => key));
  return entries.flatMap((entry) => {
    const found = mistakeOf(entry, before, all);
    before.set(entry.key, entry);
    return found ?? [];
  });
}

function mistakeOf(
  { key, showIf }: Entry,
  before: ReadonlyMap<string, Entry>,
  all: ReadonlySet<string>,
): BranchMistake | undefined {
  for (const condition of showIf) {
    const asked = before.get(condition.key);
    if (asked === undefined) {
      const [rule, message] = all.has(condition.key)
        ? (['branch.later', `"${condition.key}" is not answered yet when this is shown`] as const)
        : (['branch.unknown', `there is no item "${condition.key}"`] as const);
      return { key, rule, message };
    }
    const problem = unfit(asked, condition);
    if (problem !== undefined) return { key, rule: 'branch.kind', message: problem };
  }
  const conditions = closure(showIf, before);
  const impossible = [...new Set(conditions.map((one) => one.key))].find((asked) => {
    const item = before.get(asked);
    return (
      item !== undefined &&
      !isPossible(
        item,
        conditions.filter((one) => one.key === asked),
      )
    );
  });
  if (impossible === undefined) return undefined;
  return { key, rule: 'branch.unreachable', message: `no answer to "${impossible}" leads here` };
}

function unfit(asked: Entry, { key, among, atLeast, atMost }: Condition): string | undefined {
  const isNumeric = atLeast !== undefined || atMost !== undefined;
  if (asked.kind === 'scale') return among === undefined ? undefined : `"${key}" is a scale: say atLeast or atMost`;
  if (asked.kind !== 'choice') return `"${key}" is neither a scale nor a choice`;
  return isNumeric ? `"${key}" is a choice: say among` : undefined;
}

/** The conditions, with those of the items that they ask about: what is not shown is not answered. */
function closure(conditions: readonly Condition[], before: ReadonlyMap<string, Entry>): readonly Condition[] {
  return conditions.flatMap((one) => [one, ...closure(before.get(one.key)?.showIf ?? [], before)]);
}

function isPossible(item: Entry, conditions: readonly Condition[]): boolean {
  if (item.kind === 'choice')
    return item.options.some(({ id }) => conditions.every(({ among }) => among === undefined || among.includes(id)));
  if (item.kind !== 'scale') return false;
  const from = Math.max(item.scale.min, ...conditions.map(({ atLeast }) => atLeast ?? -Infinity));
  const to = Math.min(item.scale.max, ...conditions.map(({ atMost }) => atMost ?? Infinity));
  return Math.ceil(from) <= Math.floor(to);
}

/** Answers by the key of their item. */
export type AnswerValues = Readonly<Record<string, number | string>>;

const holds = ({ key, atLeast, atMost, among }: Condition, values: AnswerValues): boolean => {
  const value = values[key];
  if (value === undefined) return false;
  if (among !== undefined) return among.includes(String(value));
  return typeof value === 'number' && value >= (atLeast ?? -Infinity) && value <= (atMost ?? Infinity);
};

/** What is shown with these answers, in order. What hangs on an item that is not shown is not shown either. */
export function shownEntries(entries: readonly Entry[], values: AnswerValues): readonly Entry[] {
  const counted: Record<string, number | string> = {};
  return entries.filter((entry) => {
    if (!entry.showIf.every((condition) => holds(condition, counted))) return false;
    const value = values[entry.key];
    if (value !== undefined) counted[entry.key] = value;
    return true;
  });
}

export const isAnswerable = (entry: Entry): entry is Item => entry.kind !== 'heading';

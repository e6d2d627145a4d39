/** Which channel accounts are meant: exact names, and names that begin like the part before a trailing `*`. */
export interface AccountBinding {
  readonly exact: ReadonlySet<string>;
  readonly beginnings: readonly string[];
}

export function bindingOf(patterns: readonly string[]): AccountBinding {
  const isBeginning = (pattern: string): boolean => pattern.endsWith('*');
  return {
    exact: new Set(patterns.filter((pattern) => !isBeginning(pattern))),
    beginnings: patterns.filter(isBeginning).map((pattern) => pattern.slice(0, -1)),
  };
}

export function covers({ exact, beginnings }: AccountBinding, account: string): boolean {
  return exact.has(account) || beginnings.some((beginning) => account.startsWith(beginning));
}

/** Whether every account that the pattern means is one of the binding. */
export function coversPattern(binding: AccountBinding, pattern: string): boolean {
  if (!pattern.endsWith('*')) return covers(binding, pattern);
  return binding.beginnings.some((beginning) => pattern.slice(0, -1).startsWith(beginning));
}
